// docs/why-no-push.md explains every reason that the contracts know, and none that they do not.
import { ADDRESS_REASONS, DEAD_LETTER_REASONS, GATE_REASONS, OUTCOME_STATES } from '@offline-push/contracts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const page = readFileSync(join(__dirname, '../../docs/why-no-push.md'), 'utf8');
const codesUnder = (heading: string): string[] => {
  const section = page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| `([a-z-]+)`/gm)].map(([, code = '']) => code);
};

describe('why-no-push.md', () => {
  it.each([
    ['At the gate', GATE_REASONS],
    ['At addressing', ADDRESS_REASONS],
    ['At dispatch', OUTCOME_STATES],
    ['Dead letters', DEAD_LETTER_REASONS],
  ])('explains every code: %s', (heading, reasons) => {
    expect(codesUnder(heading).sort()).toEqual(Object.keys(reasons).sort());
  });
});
