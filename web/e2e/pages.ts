import { api } from './desk';
import type { Page } from '@playwright/test';

/** Every page, with one of each kind that shows one thing. */
export async function everyPage(page: Page): Promise<{ name: string; path: string }[]> {
  const events = await api<{ items: { id: string; documents: number; killed: unknown }[] }>(page, '/events?sort=-killed&limit=100');
  const told = events.items.toSorted((a, b) => b.documents - a.documents)[0];
  const actors = await api<{ items: { id: string }[] }>(page, '/actors?limit=1').catch(() => ({ items: [] }));
  const actor = actors.items[0];
  return [
    { name: 'overview', path: '/' },
    { name: 'map', path: '/map' },
    { name: 'event', path: `/events/${told?.id}` },
    { name: 'review', path: '/review' },
    { name: 'coding', path: '/coding' },
    { name: 'documents', path: '/documents' },
    { name: 'document', path: '/documents/madrid-2004' },
    { name: 'actors', path: '/actors' },
    ...(actor ? [{ name: 'actor', path: `/actors/${encodeURIComponent(actor.id)}` }] : []),
    { name: 'statements', path: '/statements' },
    { name: 'claims', path: '/claims' },
    { name: 'account', path: '/account' },
    { name: 'missing', path: '/nowhere' },
  ];
}
