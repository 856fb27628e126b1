/** The pages of the app; those with an id show one thing. */
export type Route =
  | { page: 'overview' | 'map' | 'review' | 'documents' | 'actors' | 'statements' | 'claims' | 'coding' | 'account' | 'missing' }
  | { page: 'event' | 'document' | 'actor'; id: string };

const LISTS = ['map', 'review', 'documents', 'actors', 'statements', 'claims', 'coding', 'account'] as const;
const ONES: Record<string, 'event' | 'document' | 'actor'> = {
  events: 'event',
  documents: 'document',
  actors: 'actor',
};

/** The page that a path names. */
export function route(path: string): Route {
  const [first = '', second, ...rest] = path.replace(/^\/|\/$/g, '').split('/');
  if (rest.length > 0) return { page: 'missing' };
  if (first === '' && second === undefined) return { page: 'overview' };
  if (second === undefined) {
    const list = LISTS.find((name) => name === first);
    return { page: list ?? 'missing' };
  }
  const one = ONES[first];
  return one && second !== '' ? { page: one, id: decode(second) } : { page: 'missing' };
}

/** A part of a path that is no valid escape stands for itself. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Where one event, document or actor is shown. */
export const to = {
  event: (id: string) => `/events/${encodeURIComponent(id)}`,
  document: (id: string) => `/documents/${encodeURIComponent(id)}`,
  actor: (id: string) => `/actors/${encodeURIComponent(id)}`,
};
