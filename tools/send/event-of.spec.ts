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
    const again = ['message', '--id', 'm-7', '--to', 'bob,carol', '--evenIfOnline'];
    expect(send(...again, 'true')).toMatchObject({ conversation: 'c-m-7', evenIfOnline: true });
    expect(send(...again, 'carol')).toMatchObject({ conversation: 'c-m-7', evenIfOnline: ['carol'] });
    expect(send(...again, 'true', '--conversation', 'c-1')).toMatchObject({ conversation: 'c-1' });
  });

  it('makes sessions and bindings from their examples', () => {
    expect(send('session', '--user', 'bob', '--change', 'logged-out')).toMatchObject({
      app: 'demo',
      user: 'bob',
      change: 'logged-out',
    });
    expect(send('binding', '--certificate', '7', '--token', 'ok-1')).toMatchObject({
      binding: { certificateId: 7, token: 'ok-1' },
    });
    expect(send('binding', '--binding', 'null')).toMatchObject({ binding: null });
  });

  it('3.9: gives another user than the example’s a phone of his own, unless told otherwise', () => {
    const carol = { user: 'carol', device: 'carol-phone', session: 'carol-1' };
    expect(send('session', '--user', 'carol')).toMatchObject(carol);
    const there = send('session', '--user', 'carol', '--device', 'bobs-phone');
    expect(there).toMatchObject({ ...carol, device: 'bobs-phone' });
  });

  it('takes an app id that is a number for the text it is', () => {
    expect(send('message', '--app', '1400000000', '--to', 'bob')).toMatchObject({ app: '1400000000' });
  });

  it('knows every topic by its name', () => {
    expect(send('push.gated.v1', '--messageId', 'x')).toMatchObject({ app: 'demo', messageId: 'x' });
  });

  it('reads nested and JSON values', () => {
    expect(
      send('message', '--to', 'bob', '--push.badge.add', '2', '--click', '{"action":"open-app"}'),
    ).toMatchObject({
      push: { badge: { add: 2 }, click: { action: 'open-app' } },
    });
  });

  it.each([
    [['letter'], 'unknown event "letter". One of: message, session, binding'],
    [['message', 'hello'], 'expected --field value'],
    [['message', '--to'], 'expected --field value'],
    [['message', '--text', 'nobody'], '/recipients'],
    [['session', '--change', 'vanished'], '/change'],
  ])('refuses %j and says what to write', (args, message) => expect(() => send(...args)).toThrow(message));
});
