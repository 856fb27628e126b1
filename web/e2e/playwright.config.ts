import { defineConfig } from '@playwright/test';

/** The tests of the whole: the built app, a real server, Debian's browser. `npm run build && npm run e2e`. */
export default defineConfig({
  testDir: '.',
  outputDir: './results',
  globalSetup: './server.ts',
  // One server and one desk: what one test decides, the next would see.
  workers: 1,
  fullyParallel: false,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    baseURL: process.env['POLYBIUS_URL'],
    browserName: 'chromium',
    launchOptions: { executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] },
    actionTimeout: 15_000,
    viewport: { width: 1280, height: 800 },
  },
});
