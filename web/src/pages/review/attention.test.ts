import { expect, it } from 'vitest';
import { attentionByField, likelyField, reasonText } from './attention';

it('says why an event waits', () => {
  expect(reasonText({ because: 'may-be-none', confidence: 0.61 })).toBe('May be no event (61% sure)');
  expect(reasonText({ because: 'doubtful', field: 'perpetrators', confidence: 0.5 })).toBe('Doubtful: actors (50% sure)');
  expect(reasonText({ because: 'deadly', killed: 1200 })).toBe('1,200 killed');
});

it('leads to the field that can be edited', () => {
  const why = [{ because: 'deadly', killed: 9 } as const, { because: 'doubtful', field: 'country', confidence: 0.4 } as const, { because: 'contradiction', field: 'killed' } as const];
  expect(likelyField(why)).toBe('place');
  expect(likelyField([{ because: 'disputed' }])).toBe('killed');
  expect(Object.keys(attentionByField(why))).toEqual(['place', 'killed']);
});
