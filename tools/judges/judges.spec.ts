// The list of judges against the programs that are there, and what becomes of what they say.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VENDORS } from '@offline-push/vendors/send';
import { JUDGES, type Judge, LANGUAGES } from './judges';
import { checksIn, sumOf, tableOf } from './table';

describe('the list of judges', () => {
  it.each(LANGUAGES)('finds those in %s by their names, and whose client each is', (language) => {
    const found = JUDGES.filter((judge) => judge.language === language);
    expect(found.length).toBeGreaterThan(3);
    expect(found.filter(({ client }) => !/\d\.\d/.test(client))).toEqual([]);
  });
  it('seam 6.7: is complete: a program that no vendor is named by is none', () => {
    const programs = ['java/src', 'go', 'node']
      .flatMap((folder) => readdirSync(join(__dirname, folder), { withFileTypes: true }))
      .filter(
        (entry) => entry.name !== 'internal' && (entry.isDirectory() || /\.(java|mjs)$/.test(entry.name)),
      );
    expect(JUDGES.map(({ file }) => file).sort()).toEqual(programs.map(({ name }) => name).sort());
  });
  it('says what a customer of a client is allowed that knows less than the vendor wants', () => {
    expect(JUDGES.filter(({ tenant }) => tenant !== undefined)).toEqual([
      expect.objectContaining({ language: 'node', tenant: { defaultClass: true } }),
    ]);
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
