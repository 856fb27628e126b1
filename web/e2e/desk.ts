import { test as base, expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { PERSON } from './server';

/** What went wrong in the browser: errors on the console, and requests that leave the host. */
async function watched(page: Page, baseURL: string, use: (page: Page) => Promise<void>) {
  const wrong: string[] = [];
  page.on('console', (message) => {
    // A question that the server answers with an error is told by the browser too; tests of such answers allow it.
    const allowed = (page as Page & { allowed?: RegExp }).allowed;
    if (message.type() === 'error' && !allowed?.test(message.text())) wrong.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => wrong.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.host !== new URL(baseURL).host) wrong.push(`outside request: ${request.url()}`);
  });
  await use(page);
  expect(wrong).toEqual([]);
}

export const test = base.extend({
  page: async ({ page, baseURL }, use) => watched(page, baseURL ?? '', use),
});
export { expect };

/** Console errors that this test is about. */
export function allow(page: Page, pattern: RegExp) {
  (page as Page & { allowed?: RegExp }).allowed = pattern;
}

/** The cookie of the first sign-in: sign-ins are few a minute. */
let cookies: Awaited<ReturnType<BrowserContext['cookies']>> = [];

/** Signs in by the API; the browser has the cookie from then on. */
export async function signIn(page: Page) {
  if (cookies.length > 0) return page.context().addCookies(cookies);
  const answer = await page.request.post('/api/v1/session', { data: PERSON });
  expect(answer.ok(), await answer.text()).toBe(true);
  cookies = await page.context().cookies();
}

/** An answer of the API, asked as the page would. */
export async function api<T>(page: Page, path: string): Promise<T> {
  const answer = await page.request.get(`/api/v1${path}`);
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return (await answer.json()) as T;
}

/** Changes something by the API, as a signed-in browser would. */
export async function change<T>(page: Page, path: string, data: unknown): Promise<T> {
  const session = await page.request.get('/api/v1/session');
  const csrf = session.ok() ? ((await session.json()) as { csrf: string | null }).csrf : null;
  const answer = await page.request.post(`/api/v1${path}`, { data, headers: csrf ? { 'X-Polybius-CSRF': csrf } : {} });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return (await answer.json()) as T;
}

/** Moves the focus by Tab until it is there. */
export async function tabTo(page: Page, target: Locator, { back = false, most = 120 } = {}) {
  await target.first().waitFor({ state: 'visible' });
  for (let i = 0; i < most; i += 1) {
    if (await target.first().evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`Tab does not reach ${target.toString()}`);
}

/** Waits for a job to end and answers its documents. */
export async function coded(page: Page, body: { text: string; title?: string; publisher?: string; published?: string }): Promise<string> {
  const { job } = await change<{ job: number }>(page, '/documents', body);
  let documents: string[] = [];
  await expect
    .poll(async () => {
      const state = await api<{ state: string; outcome: { documents: string[] } | null }>(page, `/jobs/${job}`);
      documents = state.outcome?.documents ?? [];
      return state.state;
    })
    .toBe('done');
  return documents[0] ?? '';
}
