import type { Key } from '../messages/t';

/** The pages of the navigation, in order; `key` follows `g`. `marks` are the routes during which the entry is the current one. */
export const PAGES: { href: string; label: Key; key: string; marks: string[] }[] = [
  { href: '/', label: 'shell.overview', key: 'o', marks: ['overview'] },
  { href: '/map', label: 'shell.map', key: 'm', marks: ['map', 'event'] },
  { href: '/review', label: 'shell.review', key: 'r', marks: ['review', 'coding'] },
  { href: '/documents', label: 'shell.documents', key: 'd', marks: ['documents', 'document'] },
  { href: '/actors', label: 'shell.actors', key: 'a', marks: ['actors', 'actor'] },
  { href: '/statements', label: 'shell.statements', key: 's', marks: ['statements'] },
  { href: '/claims', label: 'shell.claims', key: 'c', marks: ['claims'] },
];
