// Builds the pages into dist/apps/console/web, where the console's server finds them.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Of a running console, for `npx vite apps/console/web`. */
const running = process.env['CONSOLE_URL'];

export default defineConfig({
  // Relative, because the server may be at any path: it writes the <base> of the page.
  base: './',
  plugins: [react()],
  build: {
    outDir: '../../../dist/apps/console/web',
    emptyOutDir: true,
    // No script in the page: the content policy takes none.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: {
    host: '127.0.0.1',
    ...(running && {
      proxy: Object.fromEntries(['/api', '/auth', '/live'].map((path) => [path, running])),
    }),
  },
});
