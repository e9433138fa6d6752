// The list of checks, and what the tool says of them.
import { CHECKS, chosen, PARTS } from './checks';
import { optionsOf, USAGE } from './options';
import { tableOf, withTable } from './page';
import { lineOf, type Ruling, sumOf } from './report';

const check = { n: 10, part: 'explaining', says: 'Given a, when b, then c.', bothLanguages: true } as const;
const ruling: Ruling = { check, language: 'en', ms: 1_234 };
const failed: Ruling = { ...ruling, language: 'zh-cn', seen: 'nothing\n at all', pictures: ['/tmp/10.png'] };

describe('the list of checks', () => {
  it('has the 30 of the design, each once', () => {
    expect(CHECKS.map(({ n }) => n)).toEqual(Array.from({ length: 30 }, (_, at) => at + 1));
    for (const { says } of CHECKS) expect(says).toMatch(/^Given .+, when .+, then .+\.$/s);
  });
  it('can be cut to numbers and parts', () => {
    expect(chosen(CHECKS, ['27', '1']).map(({ n }) => n)).toEqual([1, 27]);
    expect(chosen(CHECKS, ['sandbox'])).toHaveLength(PARTS.sandbox.length);
    expect(chosen(CHECKS, [])).toHaveLength(CHECKS.length);
    expect(() => chosen(CHECKS, ['31'])).toThrow('no check has the number or the part 31');
  });
});

describe('what may be written behind it', () => {
  it('is numbers, a wish for the list or the page, and a question for help', () => {
    expect(optionsOf(['--only', '9', '10'])).toMatchObject({ only: ['9', '10'] });
    expect(optionsOf(['--list'])).toMatchObject({ list: true, only: [] });
  });
  it.each([[['9']], [['--olny', '9']], [['--only']]])('is told after %j', (args) => {
    expect(() => optionsOf(args)).toThrow(USAGE);
  });
});

describe('what the tool says', () => {
  it('is a line for each check, and what was seen where it failed', () => {
    expect(lineOf(ruling)).toBe('passed 10 [en] Given a, when b, then c. (1.2 s)');
    expect(lineOf(failed)).toContain('seen: nothing at all');
    expect(lineOf(failed)).toContain('picture: /tmp/10.png');
  });
  it('counts a check once, and those that had no turn as skipped', () => {
    expect(sumOf([ruling, failed], 3, 2)).toEqual({ passed: 0, failed: 1, skipped: 2, seconds: 2 });
    expect(sumOf([ruling], 1, 2)).toMatchObject({ passed: 1, failed: 0, skipped: 0 });
  });
  it('goes into the table of the page, and nothing else changes', () => {
    const run = { day: '2026-12-01', where: 'here' };
    const table = tableOf([{ ...check, run: () => Promise.resolve() }], [ruling, failed], run);
    expect(table).toContain('| **failed** (zh-cn) |');
    const page =
      'before\n<!-- checks: written by npm run prove:console -- --write-docs -->\nold\n<!-- end of checks -->\nafter';
    expect(withTable(page, table)).toMatch(/^before[^]+\*\*failed\*\*[^]+after$/);
    const later = tableOf([{ ...check, run: () => Promise.resolve() }], [], run, withTable(page, table));
    expect(later).toContain('| **failed** (zh-cn) |');
    expect(() => withTable('nothing', table)).toThrow('no place for the table');
  });
});
