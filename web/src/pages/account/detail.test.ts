import { expect, test } from 'vitest';
import { detailText } from './detail';

test('details of the audit are told in one line, without what was not given', () => {
  expect(detailText({ role: 'coder', display: false, disabled: null, password: true })).toBe('role: coder, password');
  expect(detailText({ scopes: ['read', 'write'], days: 30, status: 0 })).toBe('scopes: read write, days: 30, status: 0');
  expect(detailText({})).toBe('');
  expect(detailText(null)).toBe('');
});

test('that somebody is let in again, or a webhook goes on, is told', () => {
  expect(detailText({ disabled: false })).toBe('disabled: false');
  expect(detailText({ url: null, paused: false })).toBe('paused: false');
});
