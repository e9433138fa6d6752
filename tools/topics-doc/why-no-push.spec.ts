// docs/why-no-push.md explains every reason that the contracts know, and none that they do not.
import {
  ADDRESS_REASONS,
  ADDRESS_REMEDIES,
  CODE_REMEDIES,
  DEAD_LETTER_REASONS,
  DEAD_LETTER_REMEDIES,
  GATE_REASONS,
  GATE_REMEDIES,
  OUTCOME_REMEDIES,
  OUTCOME_STATES,
  RECEIPT_REASONS,
  RECEIPT_REMEDIES,
  REPORT_REASONS,
  REPORT_REMEDIES,
} from '@offline-push/contracts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const page = readFileSync(join(__dirname, '../../docs/why-no-push.md'), 'utf8');
const sectionOf = (heading: string): string => page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
const codesUnder = (heading: string): string[] =>
  [...sectionOf(heading).matchAll(/^\| `([a-z-]+)`/gm)].map(([, code = '']) => code);
const toDoUnder = (heading: string): [string, string][] =>
  [...sectionOf(heading).matchAll(/^\| (`[a-z-]+`(?:, `[a-z-]+`)*) *\|.*\| (\S.*?) *\|$/gm)].flatMap(
    ([, codes = '', toDo = '']) =>
      codes.split(', ').map((code): [string, string] => [code.replaceAll('`', ''), toDo]),
  );

describe('why-no-push.md', () => {
  it.each([
    ['At the gate', GATE_REASONS],
    ['At addressing', ADDRESS_REASONS],
    ['At dispatch', OUTCOME_STATES],
    ['Refused reports', REPORT_REASONS],
    ['What vendors report', RECEIPT_REASONS],
    ['Dead letters', DEAD_LETTER_REASONS],
  ])('explains every code: %s', (heading, reasons) => {
    expect(codesUnder(heading).sort()).toEqual(Object.keys(reasons).sort());
  });

  it.each([
    ['At the gate', GATE_REMEDIES],
    ['At addressing', ADDRESS_REMEDIES],
    ['At dispatch', OUTCOME_REMEDIES],
    ['Refused reports', REPORT_REMEDIES],
    ['What vendors report', RECEIPT_REMEDIES],
    ['Codes of our own', CODE_REMEDIES],
    ['Dead letters', DEAD_LETTER_REMEDIES],
  ])('FF section 3: says what to do in the words of npm run why: %s', (heading, remedies) => {
    const said = Object.entries(remedies).map(([code, { toDo }]) => [code, toDo]);
    expect(Object.fromEntries(toDoUnder(heading))).toEqual(Object.fromEntries(said));
  });
});
