import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { howToGoOn, silenceOf } from './screen';

const running = {
  services: { presence: 'http://presence', dispatch: 'http://door' },
  apis: { presence: 'http://presence', dispatch: 'http://api' },
  operations: { presence: 'http://ops-1', dispatch: 'http://ops-2' },
  sandbox: 'http://sandbox',
  brokers: ['kafka'],
  logs: '/logs',
};

it('newcomer 8: the hint of npm start uses no message id that the README uses', () => {
  const hint = howToGoOn(running as unknown as Parameters<typeof howToGoOn>[0], '');
  const [id = ''] = /(?<=--id )\S+/.exec(hint) ?? [];
  expect(id).not.toBe('');
  expect(hint).toContain(`npm run why -- --message ${id}\n`);
  expect(readFileSync(join(__dirname, '../../README.md'), 'utf8')).not.toMatch(new RegExp(`\\b${id}\\b`));
});

it('issue 13: the first thing it says is the link to the console, if there is one', () => {
  const given = running as unknown as Parameters<typeof howToGoOn>[0];
  expect(howToGoOn(given, '', 'http://console/login#x').trim().split('\n').slice(0, 2)).toEqual([
    'Open the console (this link signs in once, within an hour; npm run keys -- link prints another):',
    '  http://console/login#x',
  ]);
  expect(howToGoOn(given, '')).not.toContain('console');
});

it('newcomer 8: the address of dispatch is that of its API; its door for vendors is named as such', () => {
  const hint = howToGoOn(running as unknown as Parameters<typeof howToGoOn>[0], '');
  expect(hint).toContain(
    '  dispatch         http://api  (operations: http://ops-2; receipts of vendors: http://door)\n',
  );
  expect(hint).toContain('  presence         http://presence  (operations: http://ops-1)\n');
});

describe('newcomer 7: a phone that did not ring is told with its vendor, and what the vendor answered', () => {
  const late = 'no such event on push.outcome.v1 within 30 s';
  it.each([
    [{ reason: 'logged-out' as const, answers: [] }, /^did not ring: logged-out\. The user logged out/],
    [{ state: 'refused', answers: ['42'] }, /^did not ring: refused\. foo was called, and answered "42"\.$/],
    [{ late, answers: [] }, /within 30 s\. foo was not called\.$/],
    [
      { late, answers: ['7', 'unwritten'] },
      /"unwritten": write libs\/vendor-fakes\/src\/foo\/fake-rules\.ts\.$/,
    ],
  ])('%j', (silence, says) => expect(silenceOf({ vendor: 'foo', ...silence })).toMatch(says));
});
