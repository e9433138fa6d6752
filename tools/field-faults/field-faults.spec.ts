// The list of faults, and what the tool says of them.
import { readdirSync } from 'node:fs';
import { FAULTS, SECTIONS } from './faults';
import { optionsOf, USAGE } from './options';
import { chosen, lineOf, sumOf } from './report';

describe('the list of field faults', () => {
  it('has every section of the issue, and every name once', () => {
    const folders = readdirSync(__dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const sections = folders.map(({ name }) => name).filter((name) => name !== 'clients');
    expect(Object.keys(SECTIONS).sort()).toEqual(sections.sort());
    for (const faults of Object.values(SECTIONS)) expect(faults.length).toBeGreaterThan(0);
    const names = FAULTS.map(({ name }) => name);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });
  it('says of each its row and what must hold', () => {
    for (const { row, name, holds } of FAULTS)
      expect([row, name, holds].filter((text) => text.trim() === '')).toEqual([]);
  });
  it('can be cut to those with a word', () => {
    expect(chosen(FAULTS, ['lz4 by kcat']).map(({ name }) => name)).toEqual(['lz4 by kcat']);
    expect(chosen(FAULTS, ['clocks'])).toHaveLength(SECTIONS.clocks.length);
    expect(chosen(FAULTS, [])).toHaveLength(FAULTS.length);
  });
});

describe('what may be written behind it', () => {
  it('is words, a wish for the list, and a question for help', () => {
    expect(optionsOf([])).toEqual({ only: [], list: false, help: false });
    expect(optionsOf(['--only', 'lz4', '--only', 'P18'])).toMatchObject({ only: ['lz4', 'P18'] });
    expect(optionsOf(['--help'])).toMatchObject({ help: true });
  });
  it.each([[['lz4']], [['--olny', 'lz4']], [['--only']]])('is told after %j', (args) => {
    expect(() => optionsOf(args)).toThrow(USAGE);
  });
});

describe('what the tool says', () => {
  const fault = { row: 'P1', name: 'a null header', holds: 'the partition goes on' };
  it('is a line for each fault', () => {
    expect(lineOf({ fault, seconds: 3 })).toBe('held    P1: a null header (3 s)');
    expect(lineOf({ fault, seconds: 3, broken: 'Error: it\n stood still' })).toBe(
      'BROKEN  P1: a null header: expected that the partition goes on; happened: Error: it stood still',
    );
  });
  it('is a sum at the end', () => {
    const rulings = [
      { fault, seconds: 1 },
      { fault, seconds: 1, broken: 'x' },
    ];
    expect(JSON.stringify(sumOf(rulings, 7))).toBe('{"faults":2,"held":1,"broken":1,"seconds":7}');
  });
});
