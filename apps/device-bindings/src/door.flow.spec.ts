// The corpus of bad input (reliability notes, 5.5) for the two topics of the gateway, as bytes, through the whole of device-bindings: each
// record does what it says or is a dead letter with the field and the rule, and a logout is never lost.
import {
  bindingChanged,
  bindingReported,
  deadLetter,
  pushAddressed,
  pushGated,
  sessionChanged,
} from '@offline-push/contracts';
import { aGatedPush } from '@offline-push/testing';
import { bobsPhone, Service } from '../fixtures/service';

let service: Service;
beforeAll(async () => {
  service = await Service.open();
  await service.start();
  await service.certificate();
});
afterAll(() => service?.close());

let number = 0;
const phone = () => ({ app: 'demo', user: `user-${++number}`, device: 'phone', session: 's-1' });
const write = (topic: { name: string }, value: unknown, key: string | null = null) =>
  service.bus.append(topic.name, {
    key,
    value:
      value === null || typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value),
    partition: 0,
  });
const change = (user: string, what: 'bound' | 'unbound') =>
  service.bus.next(bindingChanged, (it) => it.user === user && it.change === what);
const letterOn = (offset: string, topic: { name: string }) =>
  service.bus.next(deadLetter, (it) => it.offset === offset && it.topic === topic.name);
const binding = { certificateId: 1, token: 'ok-a-phone' };

const ODD: [string, object][] = [
  ['an unknown platform', { platform: 'android-pad' }],
  ['a platform that is a list', { platform: ['android'] }],
  ['a long detail', { detail: '群'.repeat(5_000) }],
  ['half a character in the detail', { detail: '\ud800' }],
  ['a detail that is an error', { detail: { code: 7 } }],
  ['NUL in the link', { link: 'a\u0000b', gateway: '\u0001' }],
  ['an endless link', { link: 'l'.repeat(9_000), gateway: 'g'.repeat(9_000) }],
  ['a time of 0', { atMs: 0 }],
  ['a time in seconds', { atMs: 1_790_000_000 }],
  ['a time in microseconds', { atMs: 1_790_000_000_000_000 }],
  ['a date for a time', { atMs: '2026-11-30T10:00:00Z' }],
  ['nulls', { atMs: null, detail: null, platform: null, link: null, gateway: null }],
  ['fields of next year', { region: 'eu', __proto__: { change: 'logged-in' } }],
];

describe('3.11: a logout counts', () => {
  it.each(ODD)('with %s', async (_, odd) => {
    const who = phone();
    write(sessionChanged, { ...who, change: 'logged-in', ...odd });
    write(bindingReported, { ...who, binding: { ...binding, token: `ok-${who.user}` }, reportedAtMs: 0 });
    await change(who.user, 'bound');
    write(sessionChanged, { ...who, change: 'logged-out', ...odd }, 'a-key-of-its-own');
    expect(await change(who.user, 'unbound')).toMatchObject({ cause: 'logged-out' });
  });

  it('in a CloudEvent in structured mode, of a type of its own', async () => {
    const who = phone();
    const around = (data: object) => ({
      specversion: '1.0',
      id: '1',
      source: 'x',
      type: 'com.example.session',
      data,
    });
    write(sessionChanged, around({ ...who, change: 'logged-in' }));
    write(bindingReported, around({ ...who, binding: { ...binding, token: `ok-${who.user}` } }));
    await change(who.user, 'bound');
    write(bindingReported, around({ ...who, binding: null }));
    expect(await change(who.user, 'unbound')).toMatchObject({ cause: 'push-off' });
  });
});

it('3.11: what was cut in a message goes on with it', async () => {
  const notes = ['push.title: cut from 201 to 200 characters'];
  const gated = { ...aGatedPush({ messageId: 'cut' }), notes };
  await service.publish(pushGated, gated);
  const addressed = await service.bus.next(pushAddressed, ({ messageId }) => messageId === 'cut');
  expect(addressed.notes).toEqual(notes);
});

const session = { ...bobsPhone, app: 'demo', change: 'logged-out' };
const report = { ...bobsPhone, app: 'demo', binding };
const BROKEN: [string, { name: string }, unknown, string][] = [
  ['nothing', sessionChanged, null, 'must not be empty'],
  ['half a document', sessionChanged, '{"app":"demo', 'must be JSON'],
  ['a list', sessionChanged, '[]', 'must be an object'],
  ['100,000 lists', sessionChanged, '['.repeat(100_000), 'must not nest deeper than 32'],
  ['broken UTF-8', sessionChanged, Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), 'must be UTF-8'],
  [
    'an unknown change',
    sessionChanged,
    { ...session, change: 'LOGGED' },
    '/change must be one of logged-in, connected',
  ],
  ['no change', sessionChanged, { ...session, change: null }, '/change must be one of'],
  ['no session', sessionChanged, { ...session, session: '' }, '/session must have at least 1 character'],
  ['a user that is a list', sessionChanged, { ...session, user: [42] }, '/user must be a text'],
  [
    'NUL in the device',
    sessionChanged,
    { ...session, device: 'a\u0000' },
    '/device must have no control characters',
  ],
  ['a report without a binding', bindingReported, { ...bobsPhone, app: 'demo' }, '/binding is missing'],
  [
    'a certificate id as text',
    bindingReported,
    { ...report, binding: { ...binding, certificateId: '9' } },
    '/binding/certificateId must be an integer',
  ],
  [
    'a certificate id of 2^53',
    bindingReported,
    { ...report, binding: { ...binding, certificateId: 2 ** 53 } },
    '/binding/certificateId must be at most',
  ],
  [
    'a token of blanks',
    bindingReported,
    { ...report, binding: { ...binding, token: '  ' } },
    '/binding/token must match',
  ],
  [
    'a token of 5,000',
    bindingReported,
    { ...report, binding: { ...binding, token: 'x'.repeat(5_000) } },
    '/binding/token must have at most 4096 characters',
  ],
  ['no token', bindingReported, { ...report, binding: { certificateId: 1 } }, '/binding/token is missing'],
  [
    'push off as a text',
    bindingReported,
    { ...report, binding: 'off' },
    '/binding must be an object or null',
  ],
];

describe('a record that cannot be taken', () => {
  it.each(BROKEN)('%s is a dead letter that names field and rule', async (_, topic, value, detail) => {
    const { offset } = write(topic, value);
    const letter = await letterOn(offset, topic);
    expect(letter.detail).toContain(detail);
    expect(letter.detail).not.toContain('Expected');
  });
});
