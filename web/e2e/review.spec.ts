import { api, expect, signIn, test } from './desk';

interface Queue {
  items: { row: { id: string; summary: string; review: string } }[];
  open: number;
}

const waiting = (open: number) => new RegExp(`${open} events? waits?`);

test('the queue is worked through by keys: next, accept, reject, unsure, undo', async ({ page }) => {
  await signIn(page);
  const before = await api<Queue>(page, '/review?limit=200');
  const [first, second] = before.items;
  await page.goto('/review');
  const heading = page.locator('main h2').first();
  await expect(heading).toHaveText(first?.row.summary ?? '');
  await page.keyboard.press('j');
  await expect(heading).toHaveText(second?.row.summary ?? '');
  await page.keyboard.press('k');
  await expect(heading).toHaveText(first?.row.summary ?? '');

  await page.keyboard.press('a');
  await expect(heading).toHaveText(second?.row.summary ?? '');
  await expect(page.getByText(waiting(before.open - 1)).first()).toBeVisible();
  expect((await api<{ review: string }>(page, `/events/${first?.row.id}`)).review).toBe('accepted');

  await page.keyboard.press('z');
  await expect(heading).toHaveText(first?.row.summary ?? '');
  await expect(page.getByText(waiting(before.open)).first()).toBeVisible();
  expect((await api<{ review: string }>(page, `/events/${first?.row.id}`)).review).toBe('machine');

  // With a reason.
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog', { name: 'Reject this event' });
  await expect(dialog.getByRole('radio').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(heading).toHaveText(second?.row.summary ?? '');
  expect((await api<{ review: string }>(page, `/events/${first?.row.id}`)).review).toBe('rejected');
  const said = await api<{ items: { body: { reason?: string } }[] }>(page, `/decisions?event=${first?.row.id}`);
  expect(JSON.stringify(said.items[0])).toContain('Not political violence');
  await page.keyboard.press('z');
  await expect(page.getByText(waiting(before.open)).first()).toBeVisible();

  // Not sure: it leaves the queue, and is found by its mark.
  await expect(heading).toHaveText(first?.row.summary ?? '');
  await page.keyboard.press('u');
  await expect(heading).toHaveText(second?.row.summary ?? '');
  await page.getByLabel('Somebody was not sure').check();
  await expect(heading).toHaveText(first?.row.summary ?? '');
  await page.keyboard.press('z');
});

test('help tells the keys, and letters typed into fields are no keys', async ({ page }) => {
  await signIn(page);
  await page.goto('/review');
  await expect(page.locator('main h2').first()).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toContainText('Not sure, leave it to others');
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  await page.getByLabel('Reason (optional)').fill('');
  await page.getByLabel('Reason (optional)').press('a');
  await expect(page.getByLabel('Reason (optional)')).toHaveValue('a');
  await expect(page.getByRole('form', { name: 'Edit a field' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('form', { name: 'Edit a field' })).toBeHidden();
});

test('side by side with the nearest event', async ({ page }) => {
  await signIn(page);
  await page.goto('/review?q=Garissa');
  await expect(page.locator('main h2').first()).toBeVisible();
  await page.keyboard.press('c');
  const compare = page.getByRole('region', { name: 'Compare with the nearest' });
  await expect(compare.getByRole('rowheader', { name: /Date|Place/ }).first()).toBeVisible();
  await page.keyboard.press('c');
  await expect(compare).toBeHidden();
});

test('reports are split off and joined again', async ({ page }) => {
  await signIn(page);
  const { items } = await api<{ items: { id: string; documents: number; summary: string }[] }>(page, '/events?limit=100');
  const event = items.toSorted((a, b) => b.documents - a.documents)[0];
  await page.goto(`/events/${event?.id}`);
  await page.getByRole('button', { name: /^Split/ }).click();
  const dialog = page.getByRole('dialog', { name: /Split reports/ });
  await dialog.getByRole('checkbox').first().check();
  await dialog.getByRole('button', { name: 'Split' }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(async () => (await api<{ items: unknown[] }>(page, '/events?limit=200')).items.length).toBeGreaterThan(items.length);
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect.poll(async () => (await api<{ items: unknown[] }>(page, '/events?limit=200')).items.length).toBe(items.length);
});
