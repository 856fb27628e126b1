/** Of these the audit says only whether they were changed; `disabled` and `paused` have a value, and false is one. */
const CHANGED = new Set(['display', 'password']);

/** The details of an entry of the audit in one line: what was not given is left out. */
export function detailText(detail: unknown): string {
  if (detail === null || detail === undefined) return '';
  if (typeof detail !== 'object') return String(detail);
  return Object.entries(detail)
    .filter(([name, value]) => value !== null && value !== '' && !(CHANGED.has(name) && value === false))
    .map(([name, value]) => (CHANGED.has(name) ? name : `${name}: ${shown(value)}`))
    .join(', ');
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join(' ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
