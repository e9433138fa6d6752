// P8 at the vendors: a login's time stamp, the end of an access token, the end of a day: whoever opens a client says what time it is.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
/** The default, and a date that a vendor gives without saying what time it is there. */
const ALLOWED = ['shared/http/retry-after.ts', 'shared/http/system-ms.ts'];

describe('P8: clients of vendors', () => {
  it('do not ask the machine what time it is', () => {
    const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'),
    );
    const asking = files.filter((file) =>
      /Date\.now|new Date\(\)/.test(readFileSync(join(ROOT, file), 'utf8')),
    );
    expect(files.length).toBeGreaterThan(100);
    expect(asking.sort()).toEqual(ALLOWED);
  });
});
