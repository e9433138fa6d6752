// Lints each fixture as if it stood where its first line says, and prints which rules refused it, as JSON. A fixture is a text, so that no
// other tool compiles or lints it.
import { ESLint } from 'eslint';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'fixtures');
const eslint = new ESLint({ cwd: join(import.meta.dirname, '../..') });

const results = [];
for (const file of readdirSync(folder)) {
  const code = readFileSync(join(folder, file), 'utf8');
  const [, filePath] = /^\/\/ as: (\S+)$/m.exec(code);
  const [, breaks] = /^\/\/ breaks: (\S+)$/m.exec(code);
  const [result] = await eslint.lintText(code, { filePath });
  results.push({ file, breaks, refusedBy: result.messages.map((message) => message.ruleId) });
}
process.stdout.write(JSON.stringify(results));
