/**
 * Places in a text: the records count Unicode scalar values, the browser counts UTF-16 units. The two differ after the first character
 * beyond the basic plane (emoji, old scripts), which is one value and two units.
 */
export class Offsets {
  /** The value index of each character that takes two units; empty for most texts. */
  readonly #wide: number[] = [];
  readonly length: number;

  constructor(readonly text: string) {
    let value = 0;
    for (let unit = 0; unit < text.length; unit += 1, value += 1) {
      if ((text.codePointAt(unit) ?? 0) > 0xffff) {
        this.#wide.push(value);
        unit += 1;
      }
    }
    this.length = value;
  }

  /** UTF-16 units before a value. */
  unit(value: number): number {
    const held = Math.min(Math.max(value, 0), this.length);
    return held + this.#before(held);
  }

  /** Values before a unit; the middle of a character counts as its start. */
  value(unit: number): number {
    const held = Math.min(Math.max(unit, 0), this.text.length);
    let low = 0;
    let high = this.#wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      // The character at value `v`, with `middle` wide ones before it, ends at unit v + middle + 2.
      if ((this.#wide[middle] ?? 0) + middle + 2 <= held) low = middle + 1;
      else high = middle;
    }
    const within = low < this.#wide.length && held === (this.#wide[low] ?? 0) + low + 1;
    return held - low - (within ? 1 : 0);
  }

  /** The words between two values. */
  slice(start: number, end: number): string {
    return this.text.slice(this.unit(start), this.unit(end));
  }

  /** How many wide characters come before a value. */
  #before(value: number): number {
    let low = 0;
    let high = this.#wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#wide[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
