// The rules of the architecture bite: each fixture breaks one of them and must be refused by that one.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

interface Linted {
  file: string;
  breaks: string;
  refusedBy: string[];
}

const linted = JSON.parse(
  execFileSync(process.execPath, [join(__dirname, 'lint-fixtures.mjs')], {
    encoding: 'utf8',
    env: { ...process.env, NX_DAEMON: 'false' },
  }),
) as Linted[];

describe('the linter refuses', () => {
  it.each(linted)('$file', ({ breaks, refusedBy }) => expect(refusedBy).toContain(breaks));

  it('something at all', () => expect(linted.length).toBeGreaterThan(10));
});
