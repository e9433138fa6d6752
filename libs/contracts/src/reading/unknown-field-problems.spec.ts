import { Type } from '@sinclair/typebox';
import { MessageSent, SessionChanged, unknownIn } from '../index';

const message = (fields: object) => ({
  app: 'demo',
  messageId: 'm',
  conversation: 'c',
  recipients: ['bob'],
  ...fields,
});

describe('FF 2.7: a field that nobody reads is named', () => {
  it.each<[string, object, string[]]>([
    [
      'none',
      { push: { text: 'x', click: { action: 'open-app' }, vendors: { xiaomi: { anything: 1 } } } },
      [],
    ],
    ['on top', { recipient: 'bob' }, ['/recipient']],
    ['inside', { push: { tilte: 'x', badge: { sett: 1 } } }, ['/push/tilte', '/push/badge/sett']],
    [
      'of another variant',
      { push: { click: { action: 'open-app', url: 'https://x.example' } } },
      ['/push/click/url'],
    ],
    ['with signs of pointers', { 'a/b~c': 1 }, ['/a~1b~0c']],
    ['that every object has', { constructor: 1, toString: 2 }, ['/constructor', '/toString']],
  ])('%s', (_, fields, pointers) => {
    expect(unknownIn(MessageSent, message(fields)).map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it('in a list, at most ten', () => {
    const list = Type.Object({ rows: Type.Array(Type.Object({ id: Type.Integer() })) });
    const rows = Array.from({ length: 100_000 }, () => ({ id: 1, x: 1 }));
    expect(unknownIn(list, { rows })).toHaveLength(10);
    expect(unknownIn(list, { rows: rows.slice(0, 1) })).toEqual([
      { pointer: '/rows/0/x', rule: 'is not a field here' },
    ]);
  });

  it('of something that is no object at all there are none', () => {
    expect([null, 'x', 7, [], undefined].flatMap((value) => unknownIn(SessionChanged, value))).toEqual([]);
  });
});
