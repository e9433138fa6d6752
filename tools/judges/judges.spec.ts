// The list of judges against the programs that are there, and what becomes of what they say.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VENDORS } from '@offline-push/vendors/send';
import { JUDGES, type Judge, LANGUAGES, type Language } from './judges';
import { checksIn, sumOf, tableOf } from './table';

const FOLDERS: Record<Language, string> = { java: 'java/src', go: 'go', node: 'node' };

/** Programs in the place of their language. A Go judge is a folder; what judges share is in another one, "internal". */
const programsIn = (language: Language): string[] =>
  readdirSync(join(__dirname, FOLDERS[language]), { withFileTypes: true })
    .filter((entry) =>
      language === 'go'
        ? entry.isDirectory() && entry.name !== 'internal'
        : /^[^.].*(Judge\.java|\.mjs)$/.test(entry.name),
    )
    .map(({ name }) => name)
    .sort();

describe('the list of judges', () => {
  it.each(LANGUAGES)('names every judge in %s, and none that is not there', (language) => {
    const listed = JUDGES.filter((judge) => judge.language === language).map(({ file }) => file);
    expect(listed.sort()).toEqual(programsIn(language));
  });
  it('names vendors that exist', () => {
    const known = VENDORS.map(({ id }) => id);
    expect(JUDGES.map(({ vendor }) => vendor).filter((id) => !known.includes(id))).toEqual([]);
  });
  it('has a profile in the pom for every vendor with a judge in Java', () => {
    const pom = readFileSync(join(__dirname, 'java/pom.xml'), 'utf8');
    for (const { vendor } of JUDGES.filter(({ language }) => language === 'java'))
      expect(pom).toContain(`<id>${vendor}</id>`);
  });
});

describe('what a judge says', () => {
  it('is its JSON lines, whatever its libraries print between them', () => {
    const output = [
      'log4j:WARN No appenders could be found',
      '{"check":"sends one","passed":true,"detail":"m-1"}',
      '{"level":"info"}',
      '{"check":"broken',
      '{"check":"a dead token","passed":false,"detail":null}',
    ].join('\n');
    expect(checksIn(output)).toEqual([
      { check: 'sends one', passed: true, detail: 'm-1' },
      { check: 'a dead token', passed: false },
    ]);
  });
});

describe('the table', () => {
  const judge: Judge = { vendor: 'xiaomi', client: 'Client 1', language: 'java', file: 'X.java' };
  const rulings = [
    { judge, checks: [{ check: 'sends one', passed: true, detail: `m ${'x'.repeat(100)}` }] },
    { judge, checks: [{ check: 'a dead token', passed: false, detail: `was ${'x'.repeat(100)}` }] },
    { judge: { ...judge, client: 'Client 2' }, skipped: 'there is no go on this machine' },
  ];
  it('shortens what passed, tells all of what failed, and says who was skipped for want of what', () => {
    expect(tableOf(rulings).split('\n')).toEqual([
      expect.stringMatching(/^ok +xiaomi {2}Client 1 {2}sends one +m x+…$/),
      expect.stringMatching(/^FAILED +xiaomi {2}Client 1 {2}a dead token +was x{100}$/),
      'skipped  xiaomi  Client 2  there is no go on this machine',
    ]);
  });
  it('sums checks, and counts only judges that could speak', () => {
    expect(sumOf(rulings)).toEqual({ passed: 1, failed: 1, judges: 2 });
  });
});
