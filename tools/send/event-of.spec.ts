import { WrongUsage } from '@offline-push/arguments';
import { eventOf } from './event-of';

const fresh = { app: 'demo', messageId: 'm-1' };
const send = (...args: string[]) => eventOf(args, fresh).event;

describe('npm run send', () => {
  it('makes a message of a few flags', () => {
    expect(send('message', '--to', 'bob,carol', '--text', 'hello', '--title', 'Alice')).toEqual({
      app: 'demo',
      messageId: 'm-1',
      conversation: 'c-m-1',
      recipients: ['bob', 'carol'],
      push: { text: 'hello', title: 'Alice' },
    });
  });

  it('makes the same message again, in the same conversation, for those who gave no acknowledgement', () => {
    const again = ['message', '--id', 'm-7', '--to', 'bob', '--to', 'carol', '--evenIfOnline'];
    expect(send(...again)).toMatchObject({ recipients: ['bob', 'carol'], evenIfOnline: true });
    expect(send(...again, 'true')).toMatchObject({ conversation: 'c-m-7', evenIfOnline: true });
    expect(send(...again, 'carol')).toMatchObject({ conversation: 'c-m-7', evenIfOnline: ['carol'] });
    expect(send(...again, 'true', '--conversation', 'c-1')).toMatchObject({ conversation: 'c-1' });
  });

  it('makes sessions and bindings of their flags alone', () => {
    const bob = ['--user', 'bob', '--device', 'bobs-phone', '--session', 'bob-1'];
    const said = { app: 'demo', user: 'bob', device: 'bobs-phone', session: 'bob-1' };
    expect(send('session', ...bob, '--change', 'logged-out')).toEqual({ ...said, change: 'logged-out' });
    expect(send('binding', ...bob, '--certificate', '7', '--token', '123')).toEqual({
      ...said,
      binding: { certificateId: 7, token: '123' },
    });
    expect(send('binding', ...bob, '--binding', 'null')).toMatchObject({ binding: null });
  });

  it('knows every topic by its name, and starts as an example only if told so', () => {
    const gated = send('push.gated.v1', '--example', 'nobody', '--messageId', 'x');
    expect(gated).toMatchObject({ app: 'demo', messageId: 'x', stopped: [{ user: 'mallory' }] });
  });
});

describe('newcomer 17: a command line that could mean something else', () => {
  it.each([
    [['--text', '--to', 'bob'], '--text needs a value. One that begins with "-" is written --text=-value'],
    [['--to', 'bob', '--text'], '--text needs a value'],
    [['--to', 'bob', '--text', 'a', '--text', 'b'], '--text stands there 2 times'],
    [['--to', 'bob', '--device', 'bobs-phone'], '--device is not of a message: it goes to users'],
  ])('%j is refused', (args, says) => {
    expect(() => send('message', ...args)).toThrow(WrongUsage);
    expect(() => send('message', ...args)).toThrow(says);
  });
});

describe('FF 2.3: what is written behind a flag', () => {
  const pushOf = (...args: string[]) => (send('message', '--to', 'bob', ...args) as { push: object }).push;

  it.each([
    ['JSON for ext', ['--ext', '{"conversation":"c"}'], { ext: '{"conversation":"c"}' }],
    ['a list for ext', ['--ext', '[1]'], { ext: '[1]' }],
    ['a number for a text', ['--text', '123'], { text: '123' }],
    ['a number with a sign', ['--text=-5'], { text: '-5' }],
    ['a yes for a text', ['--text', 'true'], { text: 'true' }],
    ['a null for a title', ['--title', 'null'], { title: 'null' }],
    ['JSON for click', ['--click', '{"action":"open-app"}'], { click: { action: 'open-app' } }],
    ['a field in a field', ['--push.badge.add', '2'], { badge: { add: 2 } }],
    ['fields of a union', ['--push.click.action', 'open-app'], { click: { action: 'open-app' } }],
    ['a switch', ['--push.enabled', 'false'], { enabled: false }],
    [
      'a number for a text of a vendor',
      ['--push.vendors.xiaomi.channelId', '104551'],
      { vendors: { xiaomi: { channelId: '104551' } } },
    ],
    [
      'a number for a number of a vendor',
      ['--push.vendors.vivo.notifyType', '2'],
      { vendors: { vivo: { notifyType: 2 } } },
    ],
  ])('takes %s', (_, args, push) => expect(pushOf(...args)).toEqual(push));

  it('takes ids that are numbers for the texts they are', () => {
    const sent = send('message', '--app', '1400000000', '--messageId', '10', '--to', '42', '--from', '7');
    expect(sent).toMatchObject({ app: '1400000000', messageId: '10', recipients: ['42'], sender: '7' });
    const session = ['--user', '42', '--device', '1', '--session', '2', '--change', 'logged-in'];
    expect(send('session', ...session)).toMatchObject({ user: '42', device: '1', session: '2' });
  });

  it.each([
    ['a letter', ['letter'], 'unknown event "letter". One of: message, session, binding'],
    ['a typo', ['message', '--to', 'bob', '--txet', 'x'], '--txet is not known here: did you mean --text?'],
    ['half a word', ['session', '--usr', 'a'], 'did you mean --user?'],
    ['a typo in a field', ['message', '--push.tilte', 'x'], 'did you mean --push.title?'],
    [
      'a typo of a vendor',
      ['message', '--push.vendors.xiaomi.chanelId', 'x'],
      'push.vendors.xiaomi.channelId?',
    ],
    ['a word without a flag', ['message', 'hello'], 'what is "hello"?'],
    ['a second word', ['message', '--to', 'bob', '--text', 'hello', 'you'], 'what is "you"?'],
    ['a flag without a value', ['message', '--to'], '--to'],
    ['a flag for a value', ['message', '--to', '--text', 'x'], '--to'],
    ['a message to nobody', ['message', '--text', 'nobody'], '--to is missing'],
    [
      'a word for a number',
      ['message', '--to', 'bob', '--lifetime', 'soon'],
      '--lifetime wants a whole number',
    ],
    ['half JSON', ['message', '--to', 'bob', '--click', '{"action"'], '--click wants JSON'],
    ['a fraction', ['message', '--to', 'bob', '--lifetime', '1.5'], '--lifetime must be an integer'],
    ['a wrong word', ['session', '--change', 'vanished'], '--change must be one of logged-in, connected'],
    ['an unknown example', ['message', '--example', 'worst'], '--example is one of usual, smallest'],
  ])('refuses %s and says what to write', (_, args, message) => {
    expect(() => send(...args)).toThrow(WrongUsage);
    expect(() => send(...args)).toThrow(message);
  });

  it.each([
    [
      'session',
      ['--user', 'a', '--change', 'logged-in'],
      ['--device is missing: A device', '--session is missing'],
    ],
    [
      'binding',
      ['--user', 'a', '--device', 'd', '--session', 's'],
      ['--certificate and --token are missing'],
    ],
  ])('asks for what a %s is about instead of taking it from an example', (event, args, asks) => {
    for (const ask of asks) expect(() => send(event, ...args)).toThrow(ask);
  });
});
