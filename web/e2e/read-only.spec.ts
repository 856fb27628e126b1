import { expect, test } from './desk';

test('who may not decide is told so, and sees no control that would fail', async ({ page }) => {
  await page.route('**/api/v1/session', (route) => route.fulfill({ json: { accounts: false, person: null, csrf: null, may: ['read'] } }));
  await page.goto('/review');
  await expect(page.getByText('no accounts, so nothing can be changed here').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Accept/ })).toHaveCount(0);
  await page.goto('/documents');
  await expect(page.getByText('Documents can be added by coders')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add documents' })).toHaveCount(0);
});
