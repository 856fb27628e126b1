import en from './en';

type Message = string | { one?: string; few?: string; many?: string; other: string };
type Areas = typeof en;
/** `area.key`, each of which every language has to have. */
export type Key = { [A in keyof Areas & string]: `${A}.${keyof Areas[A] & string}` }[keyof Areas & string];

/** A language's messages: those of English, some of which may be missing. */
export type Messages = { [A in keyof Areas]?: Partial<Record<keyof Areas[A], Message>> };

const messages: { [A in keyof Areas]: Record<string, Message> } = en;

/** The language of the interface, of numbers and of dates. */
export const language = 'en';

const plural = new Intl.PluralRules(language);
const number = new Intl.NumberFormat(language);

/** The words for a key, with `{name}` filled in; where they depend on a number, it is called `n`. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  const dot = key.indexOf('.');
  const area = messages[key.slice(0, dot) as keyof Areas];
  const message = area[key.slice(dot + 1)];
  if (message === undefined) return key;
  const text = typeof message === 'string' ? message : (message[plural.select(Number(values['n'] ?? 0)) as 'one'] ?? message.other);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === 'number' ? number.format(value) : value;
  });
}

/** The words for a value of a vocabulary (`status.occurred`); one that is new to this app stands for itself. */
export function word(area: keyof Areas, value: string | null | undefined): string {
  if (!value) return '';
  const message = messages[area][value];
  return typeof message === 'string' ? message : (message?.other ?? value);
}
