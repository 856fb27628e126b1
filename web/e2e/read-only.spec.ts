import { allow, expect, signIn, test } from './desk';
import { PERSON } from './server';

test('whoever comes to a desk with accounts signs in first, and sees nothing before', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('/documents');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(asked.filter((path) => path.startsWith('/api/v1') && path !== '/api/v1/session')).toEqual([]);
  allow(page, /401/);
  await page.getByLabel('Name').fill(PERSON.name);
  await page.getByLabel('Password').fill('not this one at all');
  await page.getByLabel('Password').press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByLabel('Password').fill(PERSON.password);
  await page.getByLabel('Password').press('Enter');
  await expect(page.getByRole('heading', { name: 'Documents' })).toBeVisible();
});

test('who may not decide is told so, and sees no control that would fail', async ({ page }) => {
  await signIn(page);
  await page.route('**/api/v1/session', (route) => route.fulfill({ json: { accounts: false, person: null, csrf: null, may: ['read'] } }));
  await page.goto('/review');
  await expect(page.getByText('no accounts, so nothing can be changed here').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Accept/ })).toHaveCount(0);
  await page.goto('/documents');
  await expect(page.getByText('Documents can be added by coders')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add documents' })).toHaveCount(0);
});
