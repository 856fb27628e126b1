import { untrack } from 'svelte';
import type { Key } from '../messages/t';

export interface Shortcut {
  /** One key (`?`, `j`, `Escape`), or two after each other (`g m`), as `KeyboardEvent.key` names them. */
  keys: string;
  label: Key;
  values?: Record<string, string | number>;
  everywhere?: boolean;
  run: () => void;
}

const REMEMBERED = 'polybius.single-keys';
/** The second key of two must come within this time. */
const PATIENCE = 1200;

/** The shortcuts that hold now. Single keys can be switched off, as speech input types letters (WCAG 2.1.4). */
class Keys {
  on = $state(localStorage.getItem(REMEMBERED) !== 'off');
  active = $state.raw<Shortcut[]>([]);
  #first: { key: string; at: number } | null = null;

  switch(on: boolean) {
    this.on = on;
    localStorage.setItem(REMEMBERED, on ? 'on' : 'off');
  }

  /** Adds shortcuts; answers how to take them away. */
  add(shortcuts: Shortcut[]): () => void {
    this.active = [...this.active, ...shortcuts];
    return () => {
      this.active = this.active.filter((one) => !shortcuts.includes(one));
    };
  }

  handle(event: KeyboardEvent) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !this.on) return;
    if (isTyping(event.target) || document.querySelector('dialog[open]')) return;
    const pair = this.#first && event.timeStamp - this.#first.at < PATIENCE ? `${this.#first.key} ${event.key}` : null;
    // The newest comes first: a page may use a key otherwise than the shell.
    const found = this.active.findLast((one) => one.keys === pair) ?? this.active.findLast((one) => one.keys === event.key);
    this.#first = null;
    if (found) {
      event.preventDefault();
      found.run();
    } else if (this.active.some((one) => one.keys.startsWith(`${event.key} `))) {
      this.#first = { key: event.key, at: event.timeStamp };
    }
  }
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit', 'range'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

export const keys = new Keys();

/** Shortcuts for as long as the component is there. */
export function shortcuts(list: () => Shortcut[]) {
  $effect(() => {
    const now = list();
    return untrack(() => keys.add(now));
  });
}
