// `npm run new:service -- call-log`: a service's folder in the style of the others, with a topic that it reads, a table, a door and a
// spec, and its line in each list. What is left to write is what the service is for.
import { exitOf, given, WrongUsage } from '@offline-push/arguments';
import { join, relative } from 'node:path';
import { writeService } from './write';

const root = join(__dirname, '../..');
const USAGE = 'npm run new:service -- NAME: lays out apps/NAME, for instance call-log';

function main(): void {
  const { words, has } = given(process.argv.slice(2), { help: { isSwitch: true, says: 'Says this.' } }, 1);
  const [name] = words;
  if (has('help')) return console.log(USAGE);
  if (name === undefined) throw new WrongUsage(USAGE);
  const written = writeService(root, { name, bornAtMs: Date.now() });
  for (const file of written) console.log(relative(root, file));
  console.log(`
It is whole: it reads push.outcome.v1, keeps when the last push of each app ended, and answers who asks. Now, in this order:
  1. npm run jest -- apps/${name}, which passes, and npm run docs:openapi, npm run docs:operations.
  2. What the service is for: another topic in its consumer, its own table in migrations/0001 (renamed, as long as nothing was released),
     with an .entity if people edit its rows (docs/adr/0035), its own doors. A room in src for each of its purposes. The spec beside the module says what it does; README.md too.
  3. Topics of its own: a file for each in libs/contracts/src/topics with "writer: '${name}'", its line in libs/contracts/src/topics.ts and
     index.ts; npm run contracts:lock, npm run docs:topics. The topics job makes them.
  4. Metrics of its own in docs/operations.md, with its topics, its group ${name}.state and its tables.
  5. Secrets or addresses that it needs: docker-compose.yml, and ENVIRONMENTS in tools/platform/src/platform.ts for npm start.
  6. A line in docs/architecture.md and in CHANGELOG.md; an ADR in docs/adr that says why it is a process of its own.
  7. npx nx run-many -t lint,typecheck,test -p ${name}, and npx jest --config jest.config.cjs tools.`);
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = exitOf(error);
}
