// Runs one of our TypeScript tools: `node tools/run.mjs send -- …` runs tools/send/main.ts. Node cannot do it alone on version 20.
import { createRequire } from 'node:module';
createRequire(import.meta.url)('./build/register.cjs');
const [tool, ...args] = process.argv.slice(2);
process.argv.splice(1, process.argv.length - 1, tool, ...args);
createRequire(import.meta.url)(`./${tool}/main.ts`);
