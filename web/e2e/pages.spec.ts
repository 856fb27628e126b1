import AxeBuilder from '@axe-core/playwright';
import { everyPage } from './pages';
import { expect, signIn, test } from './desk';

const SHOTS = new URL('shots/', import.meta.url).pathname;
const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const theme of ['light', 'dark'] as const) {
    test(`pages, ${size}, ${theme}: no fault that axe finds, no console error, nothing asked of other hosts`, async ({ page }) => {
      test.setTimeout(300_000);
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await signIn(page);
      for (const { name, path } of await everyPage(page)) {
        await test.step(name, async () => {
          await page.goto(path);
          await expect(page.locator('main h1')).toBeVisible();
          await expect(page.locator('main .loading')).toHaveCount(0);
          await page.waitForLoadState('load');
          await page.screenshot({ path: `${SHOTS}${name}-${size}-${theme}.png` });
          // A page that is wider than the window would be scrolled sideways.
          expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${name} is too wide`).toBeLessThanOrEqual(0);
          const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
          const serious = violations.filter((one) => one.impact === 'serious' || one.impact === 'critical');
          expect(serious.map((one) => `${name}: ${one.id}: ${one.nodes.map((node) => node.target.join(' ')).slice(0, 4).join(' | ')}`)).toEqual([]);
        });
      }
    });
  }
}
