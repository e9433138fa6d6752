// docs/why-no-push.md explains every reason that the contracts know, and none that they do not.
import {
  ADDRESS_REASONS,
  ADDRESS_REMEDIES,
  DEAD_LETTER_REASONS,
  DEAD_LETTER_REMEDIES,
  GATE_REASONS,
  GATE_REMEDIES,
  OUTCOME_REMEDIES,
  OUTCOME_STATES,
} from '@offline-push/contracts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const page = readFileSync(join(__dirname, '../../docs/why-no-push.md'), 'utf8');
const sectionOf = (heading: string): string => page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
const codesUnder = (heading: string): string[] =>
  [...sectionOf(heading).matchAll(/^\| `([a-z-]+)`/gm)].map(([, code = '']) => code);
const toDoUnder = (heading: string): [string, string][] =>
  [...sectionOf(heading).matchAll(/^\| `([a-z-]+)` *\|.*\| (\S.*?) *\|$/gm)].map(
    ([, code = '', toDo = '']) => [code, toDo],
  );

describe('why-no-push.md', () => {
  it.each([
    ['At the gate', GATE_REASONS],
    ['At addressing', ADDRESS_REASONS],
    ['At dispatch', OUTCOME_STATES],
    ['Dead letters', DEAD_LETTER_REASONS],
  ])('explains every code: %s', (heading, reasons) => {
    expect(codesUnder(heading).sort()).toEqual(Object.keys(reasons).sort());
  });

  it.each([
    ['At the gate', GATE_REMEDIES],
    ['At addressing', ADDRESS_REMEDIES],
    ['At dispatch', OUTCOME_REMEDIES],
    ['Dead letters', DEAD_LETTER_REMEDIES],
  ])('FF section 3: says what to do in the words of npm run why: %s', (heading, remedies) => {
    const said = Object.entries(remedies).map(([code, { toDo }]) => [code, toDo]);
    expect(Object.fromEntries(toDoUnder(heading))).toEqual(Object.fromEntries(said));
  });
});
