import { WrongUsage } from '@offline-push/arguments';
import { parseKeyList } from '@offline-push/service-kit';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { runKeys } from './command';

let folder: string;
let file: string;
let told: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keys-'));
  file = join(folder, 'api-keys.json');
  writeFileSync(file, '[]');
  told = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const keys = (line: string) =>
  runKeys(line.split(' '), { defaultFile: file, tell: (text) => void told.push(text) });
const held = () => parseKeyList(readFileSync(file, 'utf8')).map(({ id, app, role }) => [id, app, role]);

describe('FF section 4, 2: npm run keys', () => {
  it('opens a second app: the key is told once, the file holds its hash for its owner alone', () => {
    const made = keys('add --app acme --role service');
    expect(told[0]).toBe(`acme-service: ${made?.key}`);
    const text = readFileSync(file, 'utf8');
    expect(text).not.toContain(made?.key);
    expect(text).toContain(createHash('sha256').update(String(made?.key)).digest('hex'));
    expect(held()).toEqual([['acme-service', 'acme', 'service']]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['api-keys.json']);
  });

  it.each([
    ['acme', "It may in acme what its operator may. It makes no apps: that takes --app '*' --role admin."],
    ['*', 'It makes apps, re-seals, and may in every app what its operator may.'],
  ])('newcomer 11: says of an admin of %s what it may', (app, words) => {
    keys(`add --app ${app} --role admin`);
    expect(told.at(-1)).toContain(words);
  });

  it('makes the key of the console, and says what it is', () => {
    keys('add --app * --role admin --id console --acts-for-others');
    expect(told.at(-1)).toContain(
      'It acts for the people that its holder names, in every app and up to the role admin.',
    );
    expect(parseKeyList(readFileSync(file, 'utf8'))).toMatchObject([{ id: 'console', actsForOthers: true }]);
    keys('list');
    expect(told.at(-1)).toContain('console  *    admin, for others');
    expect(() => keys('add --app * --role service --acts-for-others')).toThrow('is for people');
  });

  it('draws a link that signs in to a console: its file has the hash, and for whom it is', () => {
    const tokens = join(folder, 'tokens');
    keys(`link --url http://127.0.0.1:1/ops --tokens-file ${tokens} --app acme --role viewer --user li.wei`);
    const [, token = ''] = /^http:\/\/127\.0\.0\.1:1\/ops\/login#(\S{43})$/.exec(told.at(-1) ?? '') ?? [];
    const line = JSON.parse(readFileSync(tokens, 'utf8')) as { sha256: string };
    expect(line).toMatchObject({ person: { user: 'li.wei', apps: [{ app: 'acme', role: 'viewer' }] } });
    expect(line.sha256).toBe(createHash('sha256').update(token).digest('hex'));
    expect(() => keys('link')).toThrow('which console?');
    expect(() => keys(`link --url x --tokens-file ${tokens} --role service`)).toThrow('--role of a person');
  });

  it('gives ids that nobody has, lists them and revokes them', () => {
    for (const line of [
      'add --app acme --role viewer',
      'add --app acme --role viewer',
      'add --app * --role admin',
    ])
      keys(line);
    keys('list');
    expect(told.at(-1)).toBe(
      'ID             APP   ROLE\nacme-viewer    acme  viewer\nacme-viewer-2  acme  viewer\nall-admin      *     admin',
    );
    keys('revoke --id acme-viewer');
    expect(held().map(([id]) => id)).toEqual(['acme-viewer-2', 'all-admin']);
  });

  it.each([
    ['add --app acme', '--role is missing'],
    ['add --app acme --role boss', '--role is one of admin, operator, service, viewer'],
    ['add --app Acme! --role viewer', '--app is 1 to 32'],
    ['add --role viewer', '--app is missing'],
    ['add --app acme --rule viewer', 'did you mean --role?'],
    ['ad --app acme', '"ad" is none of add'],
    ['revoke', '--id is missing'],
  ])('refuses "%s"', (line, words) => {
    expect(() => keys(line)).toThrow(WrongUsage);
    expect(() => keys(line)).toThrow(words);
    expect(held()).toEqual([]);
  });

  it('does not take an id twice, does not revoke what is not there, and leaves the list as it was', () => {
    keys('add --app acme --role viewer --id one');
    expect(() => keys('add --app b --role viewer --id one')).toThrow(
      'there is a key with the id one already',
    );
    expect(() => keys('revoke --id two')).toThrow('There are: one');
    expect(held()).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(['api-keys.json']);
  });

  it('does not write while somebody else does, and not over a file that it cannot read', () => {
    writeFileSync(`${file}.new`, '');
    expect(() => keys('add --app acme --role viewer')).toThrow('somebody else changes the keys');
    rmSync(`${file}.new`);
    writeFileSync(file, '{"broken":');
    expect(() => keys('add --app acme --role viewer')).toThrow('must be JSON');
    expect(readFileSync(file, 'utf8')).toBe('{"broken":');
  });
});

describe('operations 2.7: keys init', () => {
  const init = () => {
    const [seal, plain] = [join(folder, 'seal.json'), join(folder, 'plain.json')];
    keys(`init --file ${join(folder, 'list.json')} --seal-file ${seal} --plain-file ${plain}`);
    keys(`show --plain-file ${plain}`);
    return {
      seal: readFileSync(seal, 'utf8'),
      shown: JSON.parse(told.at(-1) ?? '') as Record<string, string>,
      plain,
    };
  };

  it('draws a key of each role once, and shows the same ones after the next start', () => {
    const first = init();
    const again = init();
    expect(again).toEqual(first);
    expect(Object.keys(first.shown)).toEqual(['admin', 'operator', 'service', 'viewer']);
    expect(statSync(first.plain).mode & 0o777).toBe(0o600);
    file = join(folder, 'list.json');
    expect(held()).toContainEqual(['service', '*', 'service']);
  });

  it('makes the key of the console and the ring of its sessions, once, also where the list was there before', () => {
    const [key, ring] = [join(folder, 'console-key'), join(folder, 'sessions.json')];
    const line = `init --console-key-file ${key} --console-session-file ${ring}`;
    keys(line);
    const [made] = parseKeyList(readFileSync(file, 'utf8'));
    expect(made).toMatchObject({ id: 'console', app: '*', role: 'admin', actsForOthers: true });
    const text = readFileSync(key, 'utf8');
    expect(made?.hash.toString('hex')).toBe(createHash('sha256').update(text).digest('hex'));
    expect(JSON.parse(readFileSync(ring, 'utf8'))).toMatchObject({ keys: [{ id: 'k1' }] });
    keys(line);
    expect([readFileSync(key, 'utf8'), statSync(key).mode & 0o777]).toEqual([text, 0o600]);
    rmSync(key);
    keys(line);
    expect(parseKeyList(readFileSync(file, 'utf8'))).toHaveLength(1);
    expect(readFileSync(key, 'utf8')).not.toBe(text);
  });

  it('makes the list again from the keys that were kept', () => {
    const { shown } = init();
    rmSync(join(folder, 'list.json'));
    expect(init().shown).toEqual(shown);
    const hashes = readFileSync(join(folder, 'list.json'), 'utf8');
    expect(hashes).toContain(createHash('sha256').update(String(shown['service'])).digest('hex'));
  });
});
