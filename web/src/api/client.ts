/** What the server says when it does not do what was asked. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly help: string | null = null,
    /** The whole answer: a 410 names the events that hold the reports now. */
    readonly body: unknown = null,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

export type Query = Record<string, string | number | boolean | null | undefined>;

const ROOT = '/api/v1';
/** So many answers are kept to be confirmed by their ETags; the oldest goes first. */
const KEPT = 60;
const kept = new Map<string, { etag: string; body: unknown }>();
let csrf: string | null = null;

/** What a signed-in browser sends along with each change. */
export function setCsrf(token: string | null) {
  csrf = token;
}

/** The address of a question; an export is a link to one. */
export function address(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return ROOT + path + (text ? `?${text}` : '');
}

/** Asks. An answer that the server confirms (304) is the very object of before. */
export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const url = address(path, query);
  const before = kept.get(url);
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (before) headers['If-None-Match'] = before.etag;
  const answer = await send(url, { headers, signal: signal ?? null, cache: 'no-store' });
  if (answer.status === 304 && before) return before.body as T;
  const body = await read(answer);
  const etag = answer.headers.get('ETag');
  kept.delete(url);
  if (etag) {
    kept.set(url, { etag, body });
    const oldest = kept.keys().next().value;
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  }
  return body as T;
}

/** Changes something: a decision, a document, a session. */
export async function change<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (csrf) headers['X-Polybius-CSRF'] = csrf;
  let content: BodyInit | null = null;
  if (body instanceof Blob || body instanceof ArrayBuffer) {
    content = body;
  } else if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
    content = JSON.stringify(body);
  }
  return (await read(await send(ROOT + path, { method, headers, body: content }))) as T;
}

export const post = <T>(path: string, body?: unknown) => change<T>('POST', path, body);

/** Forgets what was kept: somebody else signed in. */
export function forget() {
  kept.clear();
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { credentials: 'same-origin', ...init });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError(0, 'unreachable', '');
  }
}

async function read(answer: Response): Promise<unknown> {
  const text = await answer.text();
  const body = parse(text);
  if (answer.ok) return body;
  const error = body && typeof body === 'object' && 'error' in body ? (body.error as Record<string, unknown>) : {};
  const word = (name: string) => (typeof error[name] === 'string' ? (error[name] as string) : null);
  throw new ApiError(answer.status, word('code') ?? 'unknown', word('message') ?? answer.statusText, word('help'), body);
}

function parse(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
