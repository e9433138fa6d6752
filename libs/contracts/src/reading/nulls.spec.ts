import { bindingReported, messageSent, problemsOf, sessionChanged, type Topic, withoutNulls } from '../index';

const kept = (topic: { schema: Topic['schema'] }, event: unknown) => withoutNulls(topic.schema, event);

describe('FF 1.13: null as serializers write it', () => {
  const nobody = { sender: null, sentAtMs: null, lifetimeSeconds: null, kind: null, evenIfOnline: null };
  const nothing = { ext: null, click: null, sound: null, vendors: null, enabled: null, class: null };

  it('is an absent field, at any depth', () => {
    const message = { app: 'demo', messageId: 'm', conversation: 'c', recipients: ['bob'] };
    const event = { ...message, ...nobody, push: { ...nothing, text: 'hi', badge: { set: null, add: 1 } } };
    const plain = { ...message, push: { text: 'hi', badge: { add: 1 } } };
    expect(kept(messageSent, event)).toEqual(plain);
    expect(kept(messageSent, { ...message, push: null })).toEqual(message);
    expect(event.push.badge.set).toBeNull();
  });

  it('keeps the meaning that a contract gives it', () => {
    const off = { app: 'demo', user: 'bob', device: 'phone', session: 's-1', binding: null };
    expect(kept(bindingReported, { ...off, reportedAtMs: null })).toEqual(off);
  });

  it('stays where a field is needed, and the refusal names it', () => {
    const event = { app: 'demo', user: null, device: 'phone', session: 's-1', change: 'logged-in' };
    expect(problemsOf(sessionChanged, kept(sessionChanged, event))).toEqual([
      { pointer: '/user', rule: 'must be a text' },
    ]);
  });

  it.each([null, [], 'x', 5])('leaves %j alone', (value) => expect(kept(messageSent, value)).toBe(value));
});
