// Builds the pages into dist/apps/console/web, where the console's server finds them.
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

/** Of a running console, for `npx vite apps/console/web`. */
const running = process.env['CONSOLE_URL'];

/** Beside each file its small forms: the server sends them as they are. After all is written, because Vite fills in names last. */
const small: Plugin = {
  name: 'small-forms',
  writeBundle({ dir = '' }, bundle) {
    for (const name of Object.keys(bundle).filter((each) => /\.(js|css)$/.test(each))) {
      const file = join(dir, name);
      const bytes = readFileSync(file);
      writeFileSync(`${file}.br`, brotliCompressSync(bytes));
      writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
    }
  },
};

export default defineConfig({
  // Relative, because the server may be at any path: it writes the <base> of the page.
  base: './',
  plugins: [react(), small],
  build: {
    outDir: '../../../dist/apps/console/web',
    emptyOutDir: true,
    // No script in the page: the content policy takes none.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // The budget counts what is sent: `npm run prove:console` holds it.
    chunkSizeWarningLimit: 1_000,
  },
  server: {
    host: '127.0.0.1',
    ...(running && {
      proxy: Object.fromEntries(['/api', '/auth', '/live'].map((path) => [path, running])),
    }),
  },
});
