// `npm test`: installs what is missing on a fresh clone, then runs every suite. The work is in tools/test/main.ts.
import { createRequire } from 'node:module';
import { ensureInstalled } from './install.mjs';
import { ensurePrerequisites } from './prerequisites.mjs';

await ensurePrerequisites({ forTests: true });
await ensureInstalled();
const require = createRequire(import.meta.url);
require('./build/register.cjs');
require('./test/main.ts');
