// The suffix of a file is true: what the linter cannot see, because something is missing. What a file may not do is in boundaries.spec.ts.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const SERVICES = ['certificates', 'delivery-log', 'device-bindings', 'dispatch', 'presence'];
const APPS = [...SERVICES, 'vendor-sandbox', 'console/server'];

const TIMER = /\bRounds\b|\bset(?:Timeout|Interval)\b|from 'node:timers\/promises'/;
/** A statement, the text that statements of other stores are made of, or the rows of an entity. */
const TABLES = /\bsql\(|\bselect\b|_COLUMNS\b|\bcolumns\b|\.repository\(/;
const ENTITY = /^@Entity\('/m;

const lacking = (suffix: string, what: RegExp): string[] =>
  APPS.flatMap((service) => {
    const folder = join(ROOT, 'apps', service, 'src');
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith(`.${suffix}.ts`))
      .map((name) => join(folder, name))
      .filter((path) => !what.test(readFileSync(path, 'utf8')));
  });

describe('a file is what its suffix says', () => {
  it('a .worker runs on a timer', () => expect(lacking('worker', TIMER)).toEqual([]));
  it('a .store speaks to tables', () => expect(lacking('store', TABLES)).toEqual([]));
  it('an .entity is one', () => expect(lacking('entity', ENTITY)).toEqual([]));
});
