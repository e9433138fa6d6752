// A field that the contract of a push has reaches the phone: none is left out when content is taken from its message.
import { contentOf } from './content';
import { messageSent } from './topics/message-sent.topic';
import { Click, PushContent } from './topics/push-content';

const FULL: Required<PushContent> = {
  title: 'Alice',
  text: 'Hi',
  ext: '{"a":1}',
  click: { action: 'open-app' },
  sound: 'none',
  badge: { set: 3, add: 1 },
  class: 'chat',
  vendors: { foo: { b: 2, a: { d: null, c: [1] } } },
};

const contentWith = (push: PushContent): PushContent =>
  contentOf({ app: 'a', messageId: 'm', conversation: 'c', recipients: ['bob'], push });

describe('the content of a message', () => {
  it('has every field of the contract', () => {
    expect(Object.keys(FULL).sort()).toEqual(Object.keys(PushContent.properties).sort());
    expect(Object.keys(contentWith(FULL)).sort()).toEqual(Object.keys(PushContent.properties).sort());
    expect(Object.keys(contentWith(FULL).badge ?? {}).sort()).toEqual(
      Object.keys(PushContent.properties.badge.properties).sort(),
    );
  });

  it('has every kind of click with its fields', () => {
    const clicks: Record<Click['action'], Click> = {
      'open-app': { action: 'open-app' },
      'open-url': { action: 'open-url', url: 'https://example.com' },
      'open-page': { action: 'open-page', page: 'intent:#Intent;action=a;end' },
    };
    expect(Object.keys(clicks)).toEqual(Click.anyOf.map((each) => each.properties.action.const));
    for (const click of Object.values(clicks)) expect(contentWith({ click }).click).toEqual(click);
  });

  it('is written in one order, whatever the order of the message', () => {
    const turned = Object.fromEntries(Object.entries(FULL).reverse()) as PushContent;
    expect(JSON.stringify(contentWith(turned))).toBe(JSON.stringify(contentWith(FULL)));
    expect(JSON.stringify(contentWith(FULL).vendors)).toBe('{"foo":{"a":{"c":[1]},"b":2}}');
  });

  it('is taken from each example of the topic as it is', () => {
    for (const { push } of Object.values(messageSent.examples))
      if (push) expect(contentWith(push)).toEqual(push);
  });
});
