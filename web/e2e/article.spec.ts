import { allow, api, change, coded, expect, signIn, test } from './desk';

/** Characters that are two UTF-16 units each, before and between what is read. */
const HARD = `🔴🔴 Gunmen kill 12 in Maiduguri 💔

MAIDUGURI, Nigeria, June 4 (Delta Tribune) — 🧨 Gunmen of Boko Haram shot dead 12 villagers near Maiduguri on Tuesday 👩‍👩‍👧, police said.

𐌰 Another 9 people were wounded 🩹, a doctor said.`;

interface DocumentAnswer {
  document: { text: string };
  reports: { event: string; evidence: { quote: string; start: number; end: number; field: string }[] }[];
}

test('highlights stand where the records say, whatever characters come before', async ({ page }) => {
  await signIn(page);
  const id = await coded(page, { text: HARD, publisher: 'Delta Tribune', published: '2019-06-04' });
  const answer = await api<DocumentAnswer>(page, `/documents/${encodeURIComponent(id)}`);
  const quotes = new Set(answer.reports.flatMap((report) => report.evidence.filter((one) => one.field !== 'summary' && one.field !== 'event_type').map((one) => one.quote)));
  expect(quotes.size).toBeGreaterThan(0);
  await page.goto(`/documents/${encodeURIComponent(id)}`);
  await expect(page.locator('mark').first()).toBeVisible();
  const marked = (await page.locator('mark').allTextContents()).join('\n');
  for (const quote of quotes) expect(marked.replaceAll('\n', '')).toContain(quote.replaceAll('\n', ''));
  // And nothing that no quote has.
  for (const text of await page.locator('mark').allTextContents()) expect([...quotes].some((quote) => quote.includes(text))).toBe(true);
});

test('words selected in the article are sent as the values that they are', async ({ page }) => {
  await signIn(page);
  const id = await coded(page, { text: HARD, publisher: 'Delta Tribune', published: '2019-06-04' });
  const { reports } = await api<DocumentAnswer>(page, `/documents/${encodeURIComponent(id)}`);
  await page.goto(`/events/${reports[0]?.event}`);
  await page.getByRole('button', { name: /^Edit a field/ }).click();
  await page.getByRole('combobox', { name: 'Field', exact: true }).selectOption('injured');
  // By pointer: from the middle of the last paragraph, after all the wide characters.
  const found = page.locator('.text p').last().locator('[data-at]');
  await expect(found.first()).toBeVisible();
  await page.evaluate(() => {
    const paragraph = [...document.querySelectorAll('.text p')].at(-1);
    const run = [...(paragraph?.querySelectorAll('[data-at]') ?? [])].find((one) => one.textContent?.includes('9 people'));
    const text = run?.firstChild;
    if (!text) throw new Error('the words are not there');
    const at = text.textContent?.indexOf('9 people') ?? 0;
    getSelection()?.setBaseAndExtent(text, at, text, at + '9 people were wounded 🩹'.length);
    run?.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
  });
  await expect(page.locator('mark.chosen').first()).toBeVisible();
  expect((await page.locator('mark.chosen').allTextContents()).join('')).toBe('9 people were wounded 🩹');
  await expect(page.getByLabel('Best')).toHaveValue('9');
  const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/decisions'));
  await page.getByRole('button', { name: 'Save' }).click();
  const body = (await sent).postDataJSON() as { evidence: { document: string; start: number; end: number }[] };
  const [span] = body.evidence;
  expect(Array.from(HARD).slice(span?.start, span?.end).join('')).toBe('9 people were wounded 🩹');
  await expect(page.locator('[data-field="injured"]')).toContainText('9');
});

test('a document is text, whatever it says', async ({ page }) => {
  await signIn(page);
  const text = `<img src=x onerror="document.title='broken in'"> Bomb kills 3 in Aleppo\n\nALEPPO, Syria, June 6 — <script>document.title='broken in'</script> A bomb killed three people in Aleppo on Thursday.`;
  const id = await coded(page, { text, title: '<b>Bold</b> & "quoted"', publisher: '"><svg onload=alert(1)>', published: '2019-06-06' });
  await page.goto(`/documents/${encodeURIComponent(id)}`);
  await expect(page.locator('h1')).toHaveText('<b>Bold</b> & "quoted"');
  await expect(page.locator('.reader .text')).toContainText('<script>document.title');
  expect(await page.title()).not.toContain('broken in');
  expect(await page.locator('main img, main script, .text svg').count()).toBe(0);
});

test('right-to-left text runs from the right', async ({ page }) => {
  await signIn(page);
  const id = await coded(page, { text: 'قتل ثلاثة أشخاص في انفجار في حلب\n\nقالت الشرطة إن قنبلة انفجرت يوم الخميس.', publisher: 'حلب اليوم', published: '2019-06-07' });
  await page.goto(`/documents/${encodeURIComponent(id)}`);
  const paragraph = page.locator('.text p').first();
  await expect(paragraph).toBeVisible();
  expect(await paragraph.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
});

test('a merged event leads to the one that has its reports', async ({ page }) => {
  allow(page, /410/);
  await signIn(page);
  const { items } = await api<{ items: { id: string; documents: number }[] }>(page, '/events?limit=100&q=Garissa');
  const one = items.find((row) => row.documents === 1);
  const other = items.find((row) => row.documents === 2);
  expect(one && other).toBeTruthy();
  const { events, decisions } = await change<{ events: string[]; decisions: number[] }>(page, '/decisions', { decide: 'join', events: [other?.id, one?.id] });
  const gone = [one?.id, other?.id].find((id) => id && !events.includes(id));
  expect(gone).toBeTruthy();
  await page.goto(`/events/${gone}`);
  await expect(page).toHaveURL(new RegExp(`/events/${events[0]}$`));
  await expect(page.getByText('its reports are in this one').first()).toBeVisible();
  for (const decision of decisions.toReversed()) await change(page, '/decisions', { decide: 'undo', decision });
});
