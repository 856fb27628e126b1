import { expect, it } from 'vitest';
import { WordCursor } from './cursor';
import { Offsets } from './offsets';

const TEXT = '💥 Blast in Kabul\n\nAt least 12 people 🕯️ were killed. The group claimed it.';

it('goes word by word and reaches further with shift', () => {
  const cursor = new WordCursor(new Offsets(TEXT), 'en');
  expect(cursor.start(0)?.text).toBe('Blast');
  expect(cursor.word(1, false)?.text).toBe('in');
  expect(cursor.word(1, true)?.text).toBe('in Kabul');
  expect(cursor.word(1, false)?.text).toBe('At');
  expect(cursor.word(-1, false)?.text).toBe('Kabul');
});

it('takes whole sentences, one after another', () => {
  const cursor = new WordCursor(new Offsets(TEXT), 'en');
  cursor.start(0);
  expect(cursor.sentence(1, false)?.text).toBe('Blast in Kabul');
  expect(cursor.sentence(1, false)?.text).toBe('At least 12 people 🕯️ were killed');
  const last = cursor.sentence(1, false);
  expect(last?.text).toBe('The group claimed it');
  const offsets = new Offsets(TEXT);
  expect(offsets.slice(last?.start ?? 0, last?.end ?? 0)).toBe('The group claimed it');
});

it('stays inside the text', () => {
  const cursor = new WordCursor(new Offsets('One'), null);
  cursor.start(99);
  expect(cursor.word(-1, false)?.text).toBe('One');
  expect(cursor.word(1, false)?.text).toBe('One');
  expect(new WordCursor(new Offsets(''), null).sentence(1, false)).toBeNull();
});
