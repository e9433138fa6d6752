import { lstatSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addMissingLinks } from './postgres-files';

let packaged: string;
let native: string;

beforeEach(() => {
  packaged = mkdtempSync(join(tmpdir(), 'packaged-'));
  native = join(packaged, 'native');
  mkdirSync(join(native, 'lib'), { recursive: true });
  mkdirSync(join(native, 'bin'));
  for (const file of ['lib/libpq.so.5.18', 'bin/initdb', 'bin/postgres'])
    writeFileSync(join(native, file), '');
  const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
  writeFileSync(join(native, 'pg-symlinks.json'), JSON.stringify(links));
});

afterEach(() => rmSync(packaged, { recursive: true }));

describe("PostgreSQL's binaries where npm runs no install scripts", () => {
  it('get the links that the package lists, relative, so that a copy elsewhere works too', () => {
    addMissingLinks(native);
    expect(readlinkSync(join(native, 'lib/libpq.so.5'))).toBe('libpq.so.5.18');
  });

  it('stay as they are where the links exist', () => {
    addMissingLinks(native);
    const before = lstatSync(join(native, 'lib/libpq.so.5')).ctimeMs;
    addMissingLinks(native);
    expect(lstatSync(join(native, 'lib/libpq.so.5')).ctimeMs).toBe(before);
  });

  it('may be executed', () => {
    addMissingLinks(native);
    expect(statSync(join(native, 'bin/initdb')).mode & 0o111).toBe(0o111);
  });
});
