import { dashesHint } from './dashes';
import { WrongUsage } from './given';

const byNpm = { npm_command: 'run-script', npm_lifecycle_event: 'send' };
const wrong = new WrongUsage('what is "bob"?');

describe('issue 10, stop 11: npm run send message --to bob', () => {
  it('is told to put -- after send: npm handed on the words without their flags', () =>
    expect(dashesHint(wrong, ['send', 'message', 'bob'], byNpm)).toContain(
      'Put -- after send: npm run send -- --help',
    ));

  it.each([
    ['with flags', wrong, ['send', 'message', '--txet', 'x'], byNpm],
    ['without words', wrong, ['send'], byNpm],
    ['by node', wrong, ['send', 'message', 'bob'], {}],
    [
      'of another script of npm',
      wrong,
      ['send', 'message', 'bob'],
      { ...byNpm, npm_lifecycle_event: 'test' },
    ],
    ['that no command line is to blame for', new Error('no broker'), ['send', 'message', 'bob'], byNpm],
  ])('and nothing %s', (_, error, argv, env) => expect(dashesHint(error, argv, env)).toBe(''));
});
