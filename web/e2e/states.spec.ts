import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { api, change, expect, signIn, test } from './desk';
import { PERSON } from './server';

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  return violations.filter((one) => one.impact === 'serious' || one.impact === 'critical').map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).slice(0, 4).join(' | ')}`);
}

test('axe finds a fault where there is one', async ({ page }) => {
  await signIn(page);
  await page.goto('/account');
  await expect(page.locator('main h1')).toBeVisible();
  await page.evaluate(() => document.querySelector('main')?.append(document.createElement('button')));
  expect(await faults(page)).toHaveLength(1);
});

for (const theme of ['light', 'dark'] as const) {
  test(`dialogs, forms and the comparison, ${theme}: no fault that axe finds`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await signIn(page);
    await page.goto('/review');
    await expect(page.locator('main h2').first()).toBeVisible();
    for (const key of ['r', 'm', 's', '?']) {
      await page.keyboard.press(key);
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await faults(page), key).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
    }
    await page.keyboard.press('e');
    const field = page.getByRole('combobox', { name: 'Field', exact: true });
    for (const name of ['sub_event_type', 'status', 'date', 'place', 'actors', 'weapons', 'killed']) {
      await field.selectOption(name);
      expect(await faults(page), name).toEqual([]);
    }
    await page.keyboard.press('Escape');
    await page.keyboard.press('c');
    await expect(page.getByRole('region', { name: 'Compare with the nearest' }).getByRole('row').first()).toBeVisible();
    expect(await faults(page), 'compare').toEqual([]);
    await page.goto('/documents');
    await page.getByRole('button', { name: 'Add documents' }).click();
    expect(await faults(page), 'add').toEqual([]);
  });
}

for (const theme of ['light', 'dark'] as const) {
  for (const [size, viewport] of Object.entries({ desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } })) {
    test(`dialogs of the account page, ${size}, ${theme}: no fault that axe finds`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await signIn(page);
      await page.goto('/account');
      for (const name of ['New token', 'Add person', `Change ${PERSON.name}`, 'Add webhook']) {
        await page.getByRole('button', { name }).press('Enter');
        await expect(page.getByRole('dialog')).toBeVisible();
        expect(await faults(page), name).toEqual([]);
        await page.screenshot({ path: new URL(`shots/account-${name.replaceAll(' ', '-')}-${size}-${theme}.png`, import.meta.url).pathname });
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toBeHidden();
        await expect(page.getByRole('button', { name })).toBeFocused();
      }
      await page.getByRole('button', { name: 'New token' }).click();
      await page.getByLabel('What it is for').fill(`axe ${size} ${theme}`);
      await page.getByRole('button', { name: 'Make token' }).click();
      await expect(page.getByLabel('Token', { exact: true })).toBeVisible();
      expect(await faults(page), 'secret').toEqual([]);
      await page.getByRole('button', { name: 'Done' }).click();
      await page.getByRole('button', { name: `Remove axe ${size} ${theme}` }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await faults(page), 'question').toEqual([]);
      await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
      await expect(page.getByRole('dialog')).toBeHidden();
      await page.screenshot({ path: new URL(`shots/account-whole-${size}-${theme}.png`, import.meta.url).pathname, fullPage: true });
    });
  }
}

test('a feed file is coded, and tells how far it is', async ({ page }) => {
  await signIn(page);
  await page.goto('/documents');
  await page.getByRole('button', { name: 'Add documents' }).click();
  const feed = `<?xml version="1.0"?><rss version="2.0"><channel><title>Delta Tribune</title>
    <item><title>Two soldiers killed in Gao</title><link>https://news.example/gao</link><pubDate>Sat, 08 Jun 2019 10:00:00 GMT</pubDate>
    <description>Gunmen killed two soldiers in the northern Malian city of Gao on Friday, the army said.</description></item></channel></rss>`;
  await page.locator('input[type=file]').setInputFiles({ name: 'tribune.rss', mimeType: 'application/rss+xml', buffer: Buffer.from(feed) });
  const jobs = page.getByRole('region', { name: 'Being coded' });
  await expect(jobs).toContainText('tribune.rss');
  await expect(jobs).toContainText('1 document added');
  await expect(jobs.getByRole('link', { name: 'Open the document' })).toBeVisible();
});

test('a sample is coded blind, and the agreement told', async ({ page }) => {
  await signIn(page);
  const me = PERSON.name;
  await change(page, '/coding/sample', { size: 2, coders: [me, 'ben'] });
  await page.goto('/coding');
  await expect(page.getByText('0 of 2 coded')).toBeVisible();
  await expect(page.locator('.reader mark')).toHaveCount(0);
  for (const i of [1, 2]) {
    await page.getByLabel('Sub-type').last().selectOption('Attack');
    await page.getByLabel('Status').selectOption('occurred');
    await page.getByLabel('Country (two letters)').fill('ke');
    await page.getByLabel('First day').fill('2015-04-02');
    await page.getByLabel('Killed').fill('147');
    await page.getByRole('button', { name: 'Keep and go on' }).click();
    await expect(page.getByText(`${i} of 2 coded`)).toBeVisible();
  }
  const { items } = await api<{ items: { reading: unknown }[] }>(page, '/coding');
  expect(items.map((item) => item.reading)).toEqual(Array(2).fill({ sub_event_type: 'Attack', status: 'occurred', country: 'KE', date: '2015-04-02', killed: 147 }));
  await expect(page.getByRole('heading', { name: 'Agreement of the coders' })).toBeVisible();
});
