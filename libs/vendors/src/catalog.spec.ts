// The catalog is complete in both languages, and brings no client with it.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { CATALOG, entryNamed, formFieldsOf } from './catalog';
import { VENDORS } from './registry';

const CHINESE = /\p{Script=Han}/u;

describe('the catalog of vendors', () => {
  it('has the vendors of the registry, each by its id', () => {
    expect(CATALOG.map(({ id }) => id)).toEqual(VENDORS.map(({ id }) => id));
    for (const entry of CATALOG) expect(entryNamed(entry.id)).toBe(entry);
    expect(entryNamed('toString')).toBeUndefined();
  });

  it('structure 18: is loaded without a client, a socket or a lookup', () => {
    const said = execFileSync(process.execPath, ['-e', LOADS], { cwd: root, encoding: 'utf8' });
    const loaded = JSON.parse(said) as string[];
    expect(loaded.some((file) => /vendors\/src\/catalog\.ts$/.test(file))).toBe(true);
    expect(
      loaded.filter((file) => /undici|\/(client|probe)\.ts$|shared\/(http|lookup|way-out)/.test(file)),
    ).toEqual([]);
  }, 30_000);

  describe.each(CATALOG.map((entry) => [entry.id, entry] as const))('says of %s', (_id, entry) => {
    it.each(formFieldsOf(entry).map((field) => [`${field.part} ${field.name}`, field] as const))(
      'what %s is, in English and Chinese, and where it is found',
      (_name, { name, label, hint, where }) => {
        expect(entry.words.fields[name]).toBeDefined();
        for (const { en, zh } of [label, hint, where]) expect([en, zh]).not.toContain('');
        expect(hint.zh).toMatch(CHINESE);
        expect(hint.en).not.toMatch(CHINESE);
      },
    );
    it('nothing of fields that its forms do not have', () => {
      const names = formFieldsOf(entry).map(({ name }) => name);
      expect(Object.keys(entry.words.fields).filter((name) => !names.includes(name))).toEqual([]);
    });
    it('seam 3.9: which settings its tokens are got with, if any, by their names', () => {
      const settings = formFieldsOf(entry).filter(({ part }) => part === 'settings');
      const bound = settings.filter(({ bindsTokens }) => bindsTokens).map(({ name }) => name);
      expect(bound.sort()).toEqual([...(entry.bindsTokens ?? [])].sort());
    });
    it('what its codes mean: newcomer 4', () => {
      expect(entry.codes.length).toBeGreaterThan(0);
      for (const { means } of entry.codes) expect(means).toMatch(/\S/);
    });
    it('where its console is, and what a token is', () => {
      const { console, token } = entry.words;
      expect(console.en).toMatch(/https:\/\//);
      expect([console.zh, token.zh].every((text) => CHINESE.test(text))).toBe(true);
    });
  });
});

const root = join(__dirname, '../../..');
/** In a process of its own: jest's has loaded the clients already. */
const LOADS = `
require('./tools/build/register.cjs');
require('./libs/vendors/src/catalog.ts');
console.log(JSON.stringify(Object.keys(require.cache)));`;
