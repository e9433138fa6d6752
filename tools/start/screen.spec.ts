import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { howToGoOn } from './screen';

const running = {
  services: {},
  operations: {},
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
