/** A part of a text, marked or not. */
export interface Part {
  text: string;
  marks: number[];
}

/**
 * Cuts a text at the ends of spans, which are counted in Unicode scalar values as the records count. Spans may overlap; each part
 * knows the spans, by their place in the list, that it lies in.
 */
export function cut(text: string, spans: readonly { start: number; end: number }[]): Part[] {
  const scalars = Array.from(text);
  const ends = new Set<number>([0, scalars.length]);
  for (const { start, end } of spans) {
    ends.add(Math.min(Math.max(start, 0), scalars.length));
    ends.add(Math.min(Math.max(end, 0), scalars.length));
  }
  const cuts = [...ends].sort((a, b) => a - b);
  const parts: Part[] = [];
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const [from, until] = [cuts[i] ?? 0, cuts[i + 1] ?? 0];
    const marks = spans.flatMap((span, index) => (span.start <= from && span.end >= until && span.start < span.end ? [index] : []));
    parts.push({ text: scalars.slice(from, until).join(''), marks });
  }
  return parts;
}
