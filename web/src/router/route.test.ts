import { expect, it } from 'vitest';
import { route, to } from './route';

it.each([
  ['/', { page: 'overview' }],
  ['/map', { page: 'map' }],
  ['/map/', { page: 'map' }],
  ['/events/event-1', { page: 'event', id: 'event-1' }],
  ['/documents', { page: 'documents' }],
  ['/documents/a%2Fb', { page: 'document', id: 'a/b' }],
  ['/documents/%E0%A4%A', { page: 'document', id: '%E0%A4%A' }],
  ['/actors/Q1', { page: 'actor', id: 'Q1' }],
  ['/events', { page: 'missing' }],
  ['/events/1/2', { page: 'missing' }],
  ['/review/1', { page: 'missing' }],
  ['/nowhere', { page: 'missing' }],
])('%s', (path, expected) => expect(route(path)).toEqual(expected));

it('escapes ids', () => expect(route(to.document('a/b?c'))).toEqual({ page: 'document', id: 'a/b?c' }));
