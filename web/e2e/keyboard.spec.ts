import { readFileSync } from 'node:fs';
import { expect, signIn, tabTo, test } from './desk';

const ARTICLE = `Market bomb kills 14 in Herat

HERAT, Afghanistan, May 3 (Highland Wire) — A car bomb exploded in a crowded market in the western Afghan city of Herat on Friday, killing 14 people and wounding 30, police said.

A hospital doctor later said that 16 people had died.`;
const SECOND = `Herat market attack: 16 dead

HERAT, Afghanistan, May 5 (Lowland Ledger) — Sixteen people were killed when shops burned down in the western Afghan province of Herat last week, officials said on Sunday.`;

interface Row {
  id: string;
}

test('from pasting an article to a corrected, merged, exported event, by keyboard alone', async ({ page }) => {
  await signIn(page);
  await page.goto('/documents');
  const press = (...keys: string[]) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());

  const results = page.getByRole('list', { name: 'Events found' });

  async function paste(text: string, publisher: string, day: string): Promise<string> {
    await expect(page.getByRole('button', { name: 'Add documents' })).toBeVisible();
    const before = await results.count();
    await press('a');
    await expect(page.getByLabel('Text', { exact: true })).toBeFocused();
    await page.keyboard.insertText(text);
    await tabTo(page, page.getByLabel('Publisher'));
    await page.keyboard.type(publisher);
    await tabTo(page, page.getByLabel('Day of publication'));
    // A date field takes its parts one after another: month, day, year.
    await page.keyboard.type(day);
    await tabTo(page, page.getByRole('button', { name: 'Code it' }));
    await press('Enter');
    // The latest job is the first.
    await expect(results).toHaveCount(before + 1);
    const found = results.first().getByRole('link');
    await expect(found.first()).toBeVisible();
    return (await found.first().getAttribute('href')) ?? '';
  }

  const second = await paste(SECOND, 'Lowland Ledger', '05052019');
  const first = await paste(ARTICLE, 'Highland Wire', '05032019');
  expect(first).toMatch(/^\/events\//);

  // To the event that was found.
  await tabTo(page, page.locator(`main a[href="${first}"]`));
  await press('Enter');
  await expect(page).toHaveURL(new RegExp(`${first}$`));
  const killed = page.locator('[data-field="killed"]');
  await expect(killed).toContainText('14');

  // Corrected, by words of the article.
  await press('e');
  await expect(page.getByLabel('Best')).toBeFocused();
  await tabTo(page, page.getByRole('button', { name: 'Choose words in the article' }));
  await press('Enter');
  const chosen = page.locator('mark.chosen');
  for (let i = 0; i < 12 && !(await chosen.allTextContents()).join('').includes('hospital doctor'); i += 1) await press('ArrowDown');
  await expect(chosen.first()).toContainText('hospital doctor');
  await press('Enter');
  await expect(page.getByLabel('Best')).toHaveValue('16');
  await tabTo(page, page.getByRole('button', { name: 'Save' }));
  await press('Enter');
  await expect(killed.locator('.value')).toContainText('16');
  await expect(page.getByText('Edited', { exact: true }).first()).toBeVisible();

  // Joined with what the other article tells.
  if (second !== first) {
    await press('m');
    const dialog = page.getByRole('dialog', { name: 'Join with another event' });
    await tabTo(page, dialog.getByLabel('Id or address of the other event'));
    await page.keyboard.type(second);
    await tabTo(page, dialog.getByRole('button', { name: 'Join', exact: true }));
    await press('Enter');
    await expect(dialog).toBeHidden();
  }
  await expect(page.locator('[data-field="status"]').getByRole('button', { name: /Lowland Ledger|Highland Wire/ })).toHaveCount(2);
  const event = decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? '');

  // Exported with everything else of its days.
  await press('g', 'm');
  await expect(page).toHaveURL(/\/map/);
  await tabTo(page, page.getByRole('searchbox').first());
  await page.keyboard.type('Herat');
  await press('Enter');
  await expect(page).toHaveURL(/q=Herat/);
  await tabTo(page, page.getByRole('button', { name: /export/i }).first());
  await press('Enter');
  const link = page.getByRole('dialog').locator('a[href*="/export/jsonl"]');
  await tabTo(page, link);
  const download = page.waitForEvent('download');
  await press('Enter');
  const file = await (await download).path();
  const rows = readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Row & { killed?: { best: number }; documents: string[]; review: string });
  const row = rows.find((one) => one.id === event);
  expect(row?.killed?.best).toBe(16);
  expect(row?.documents).toHaveLength(2);
  expect(row?.review).toBe('edited');
});
