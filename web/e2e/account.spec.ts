import { allow, expect, signIn, test } from './desk';

const READER = { name: 'rosa', password: 'reads and decides nothing' };
/** The controls of who may decide. */
const DECIDE = [/^Accept/, /^Reject/, /^Join/, /^Edit/];

test('a token is made, used by a program, and let in no more when it is removed', async ({ page, playwright, baseURL }) => {
  await signIn(page);
  await page.goto('/account');
  await page.getByRole('button', { name: 'New token' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What it is for').fill('nightly export');
  await dialog.getByRole('button', { name: 'Make token' }).press('Enter');
  const secret = await dialog.getByLabel('Token', { exact: true }).inputValue();
  expect(secret.length).toBeGreaterThan(20);
  // No permission for the clipboard was given.
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await expect(dialog.getByText('Copied')).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('searchbox', { name: 'Of one person' }).press('Control+v');
  await expect(page.getByRole('searchbox', { name: 'Of one person' })).toHaveValue(secret);
  await page.getByRole('searchbox', { name: 'Of one person' }).fill('');
  // It is shown once.
  await expect(page.getByLabel('Token', { exact: true })).toHaveCount(0);

  const program = await playwright.request.newContext({ ...(baseURL ? { baseURL } : {}), extraHTTPHeaders: { Authorization: `Bearer ${secret}` } });
  expect((await program.get('/api/v1/events?limit=1')).status()).toBe(200);
  const row = page.getByRole('row').filter({ hasText: 'nightly export' });
  await row.getByRole('button', { name: 'Remove nightly export' }).click();
  await page.keyboard.press('Escape');
  expect((await program.get('/api/v1/events?limit=1')).status()).toBe(200);
  await row.getByRole('button', { name: 'Remove nightly export' }).click();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('region', { name: 'Tokens' }).getByText('nightly export')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'New token' })).toBeFocused();
  expect((await program.get('/api/v1/events?limit=1')).status()).toBe(401);
  await program.dispose();
});

test('a reader who was added reads and cannot decide; whoever is disabled is out', async ({ page, browser, baseURL }) => {
  await signIn(page);
  await page.goto('/account');
  await page.getByRole('button', { name: 'Add person' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill(READER.name);
  await dialog.getByLabel('Name to show').fill('Rosa of the desk');
  await dialog.getByLabel('Password').fill(READER.password);
  await dialog.getByRole('button', { name: 'Add person' }).click();
  const people = page.getByRole('region', { name: 'People' }).first();
  await expect(people.getByText('Rosa of the desk')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Audit' }).first().getByText('person.add').first()).toBeVisible();

  const context = await browser.newContext(baseURL ? { baseURL } : {});
  const reader = await context.newPage();
  await reader.goto('/account');
  await reader.getByLabel('Name').fill(READER.name);
  await reader.getByLabel('Password').fill(READER.password);
  await reader.getByLabel('Password').press('Enter');
  await expect(reader.getByText('Signed in as Rosa of the desk')).toBeVisible();
  await expect(reader.getByRole('heading', { name: 'Tokens' })).toBeVisible();
  for (const name of ['People', 'Audit', 'Webhooks']) await expect(reader.getByRole('heading', { name })).toHaveCount(0);
  await reader.goto('/review');
  await expect(reader.locator('main h2').first()).toBeVisible();
  for (const name of DECIDE) await expect(reader.getByRole('button', { name })).toHaveCount(0);
  const event = ((await (await reader.request.get('/api/v1/events?limit=1')).json()) as { items: { id: string }[] }).items[0]?.id ?? '';
  await reader.goto(`/events/${event}`);
  await expect(reader.locator('main h2').first()).toBeVisible();
  for (const name of DECIDE) await expect(reader.getByRole('button', { name })).toHaveCount(0);
  const { csrf } = (await (await reader.request.get('/api/v1/session')).json()) as { csrf: string };
  const refused = await reader.request.post('/api/v1/decisions', { data: { event, action: 'accept' }, headers: { 'X-Polybius-CSRF': csrf } });
  expect(refused.status()).toBe(403);
  expect(((await refused.json()) as { error: { code: string } }).error.code).toBe('forbidden');

  await reader.goto('/account');
  await reader.getByLabel('Password until now').fill(READER.password);
  await reader.getByLabel('New password').fill(`${READER.password} at all`);
  await reader.getByRole('button', { name: 'Change password' }).click();
  await expect(reader.getByText('Password changed').first()).toBeVisible();
  expect((await reader.request.get('/api/v1/events?limit=1')).status()).toBe(200);

  // Who may decide has the controls that the reader has not.
  await page.goto(`/events/${event}`);
  for (const name of DECIDE) await expect(page.getByRole('button', { name }).first()).toBeVisible();
  await page.goto('/account');

  await people.getByRole('button', { name: `Disable ${READER.name}` }).click();
  await dialog.getByRole('button', { name: 'Disable' }).click();
  await expect(people.getByText('Disabled', { exact: true })).toBeVisible();
  expect((await reader.request.get('/api/v1/events?limit=1')).status()).toBe(401);
  await context.close();
});

test('a webhook is added, paused and removed; a refusal is told in the words of the server', async ({ page }) => {
  await signIn(page);
  await page.goto('/account');
  await page.getByRole('button', { name: 'Add webhook' }).click();
  const dialog = page.getByRole('dialog');
  allow(page, /400/);
  await dialog.getByLabel('Address').fill('http://127.0.0.1/hook');
  await dialog.getByRole('button', { name: 'Add webhook' }).click();
  await expect(dialog.getByRole('alert')).toContainText('url:');
  await dialog.getByLabel('Address').fill('https://hooks.example/desk');
  await dialog.getByRole('button', { name: 'Add webhook' }).click();
  expect((await dialog.getByLabel('Secret').inputValue()).length).toBeGreaterThan(20);
  await dialog.getByRole('button', { name: 'Done' }).click();
  const hooks = page.getByRole('region', { name: 'Webhooks' }).first();
  await hooks.getByRole('button', { name: 'Messages to' }).click();
  await expect(dialog.getByText('No message yet.')).toBeVisible();
  await page.keyboard.press('Escape');
  await hooks.getByRole('button', { name: 'Pause' }).click();
  await expect(hooks.getByText('Paused')).toBeVisible();
  await hooks.getByRole('button', { name: 'Resume' }).click();
  await expect(hooks.getByText('Paused')).toHaveCount(0);
  await hooks.getByRole('button', { name: 'Remove' }).click();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(hooks.getByText('hooks.example')).toHaveCount(0);
});

test('one changes the own password; a wrong one is refused', async ({ page }) => {
  await signIn(page);
  await page.goto('/account');
  allow(page, /401/);
  await page.getByLabel('Password until now').fill('not this one at all');
  await page.getByLabel('New password').fill('another pass phrase of tests');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByText('Signed in as')).toBeVisible();
});

test('on the phone the checks of statements and the audit are stacked, not scrolled sideways', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page);
  for (const name of ['statements', 'account']) {
    await page.goto(`/${name}`);
    await expect(page.locator('.scroll.stacked tbody tr').last()).toBeVisible();
    const over = await page.locator('.scroll.stacked').evaluateAll((all) => all.map((one) => one.scrollWidth - one.clientWidth));
    expect(Math.max(...over), name).toBeLessThanOrEqual(0);
    await page.screenshot({ path: new URL(`shots/stacked-${name}.png`, import.meta.url).pathname, fullPage: true });
  }
});
