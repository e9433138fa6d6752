// What a console needs to draw the form of any vendor without knowing one: names, order, kinds, hints, files and an icon.
import { type CatalogEntry, CATALOG, formFieldsOf } from './catalog';
import { formWords } from './xiaomi/words';

const CHINESE = /\p{Script=Han}/u;

/** How well white is read on it (WCAG 2.2, 1.4.3). */
function contrastWithWhite(tint: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(tint.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

describe.each(CATALOG.map((entry) => [entry.id, entry] as const))('the form of %s', (_id, entry) => {
  const fields = formFieldsOf(entry);
  const names = fields.map(({ name }) => name);
  const ofCredential = fields.filter(({ part }) => part === 'credential');

  it('has a name and an icon that can be read', () => {
    expect(entry.words.name?.en).toMatch(/\S/);
    expect(entry.icon?.path).toMatch(/^M[\d.,\sA-Za-z-]+$/);
    expect(contrastWithWhite(entry.icon?.tint ?? '')).toBeGreaterThan(4.5);
  });

  it('is in the order of its words, with one tap', () => {
    const known = Object.keys(entry.words.fields);
    expect(names.filter((name) => known.includes(name))).toEqual(known);
    expect(fields.filter(({ kind }) => kind === 'click')).toHaveLength(1);
  });

  it('hides a secret while it is typed, and shows an example of nothing that is sealed', () => {
    expect(ofCredential.some(({ isSecret }) => isSecret)).toBe(true);
    expect(ofCredential.filter(({ example }) => example !== undefined)).toEqual([]);
  });

  it('names in looks, choices, conditions and files only what there is', () => {
    for (const { looks, kind, choices, onlyIf } of fields) {
      for (const { matches, says } of looks) {
        expect(new RegExp(matches, 'u')).toBeInstanceOf(RegExp);
        expect(says.zh).toMatch(CHINESE);
      }
      expect((choices ?? []).length > 1).toBe(kind === 'choice');
      if (onlyIf === undefined) continue;
      const chooser = fields.find(({ name }) => name === onlyIf.field);
      expect(chooser?.choices?.map(({ value }) => value)).toContain(onlyIf.is);
    }
    for (const { fills } of entry.words.drops ?? [])
      expect(names).toEqual(expect.arrayContaining(Object.keys(fills)));
  });
});

describe('the form of a vendor that nobody wrote a word about', () => {
  const [known] = CATALOG;
  const wordless = { ...known, words: { ...formWords, fields: {} } } as CatalogEntry;

  it('has every field, by its schema alone', () => {
    const byName = new Map(formFieldsOf(wordless).map((field) => [field.name, field]));
    expect(byName.get('appSecret')).toMatchObject({
      kind: 'text',
      isSecret: true,
      label: { en: 'appSecret' },
    });
    expect(byName.get('click')?.clicks?.map(({ action }) => action)).toEqual([
      'open-app',
      'open-url',
      'open-page',
    ]);
    expect(byName.get('template')).toMatchObject({ kind: 'json', isUsual: false });
    expect(byName.get('receiptsOverHttps')?.kind).toBe('switch');
  });
});
