/// <reference types="vitest/config" />
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// The development server asks a running `polybius serve` for everything under /api.
const server = process.env['POLYBIUS'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [svelte()],
  server: { proxy: { '/api': { target: server } } },
  build: {
    target: 'es2022',
    // The policy of the server allows no inline script, and the preload polyfill would be one more file for nothing.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
  },
  worker: { format: 'es' },
  test: { include: ['src/**/*.test.ts'] },
});
