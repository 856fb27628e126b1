// Opens the map of a running desk in headless Chromium, waits for the first picture of its events, drags the map about, and prints both times as JSON.
import { chromium } from 'playwright-core';

const [base] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  // No graphics card: what is drawn is drawn by the processor.
  args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
await page.goto(`${base}/map`);
const mark = 'polybius.first-picture';
await page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0, mark, { timeout: 60_000 });
const first = await page.evaluate((mark) => performance.getEntriesByName(mark)[0].startTime, mark);
await page.waitForTimeout(3_000);

const map = await page.locator('canvas').first().boundingBox();
const [x, y] = [map.x + map.width / 2, map.y + map.height / 2];
await page.evaluate(() => {
  window.frames_seen = [];
  const count = (at) => {
    window.frames_seen.push(at);
    requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
});
await page.mouse.move(x, y);
await page.mouse.down();
const until = Date.now() + 4_000;
const began = await page.evaluate(() => performance.now());
for (let step = 0; Date.now() < until; step++) {
  await page.mouse.move(x + 120 * Math.sin(step / 10), y + 60 * Math.cos(step / 10));
}
const frames = await page.evaluate((began) => window.frames_seen.filter((at) => at >= began), began);
await page.mouse.up();
const seconds = (frames.at(-1) - frames[0]) / 1000;
const gaps = frames.slice(1).map((at, i) => at - frames[i]).sort((a, b) => a - b);
console.log(
  JSON.stringify({
    first_picture_ms: Math.round(first),
    frames_per_second: Math.round(((frames.length - 1) / seconds) * 10) / 10,
    slowest_of_20_ms: Math.round(gaps[Math.floor(gaps.length * 0.95)]),
  }),
);
await browser.close();
