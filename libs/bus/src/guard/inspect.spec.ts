// Foreign producers' records as they come: what is odd is named, what can be taken is taken.
import { messageSent, pushGated, type Topic } from '@offline-push/contracts';
import type { BusRecord } from '../bus';
import { inspect } from './inspect';

const message = { app: 'demo', messageId: 'm', conversation: 'c', recipients: ['bob'] };
const gated = Object.values(pushGated.examples)[0];

interface Raw {
  value?: unknown;
  key?: string | null;
  headers?: Record<string, string>;
  topic?: Topic;
}

function inspected({ value = message, key = 'demo/c', headers = {}, topic = messageSent as Topic }: Raw) {
  const record: BusRecord = {
    ...{ topic: topic.name, partition: 0, offset: '0', timestampMs: 0 },
    key: key === null ? null : Buffer.from(key),
    value: Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value)),
    headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)])),
  };
  return inspect(topic, record);
}

describe('a record of a foreign producer', () => {
  it('that keeps the contract has no remarks and no notes', () => {
    const inspection = inspected({});
    expect(inspection).toMatchObject({ ok: true, delivered: { event: message } });
    expect(inspection).not.toHaveProperty('remarks');
    expect(Object.keys((inspection as { delivered: object }).delivered)).toEqual(['event', 'record']);
  });

  it.each<[string, Raw, string]>([
    ['a type of its own', { headers: { ce_type: 'com.example.chat.sent' } }, 'ce-type'],
    ['another version of CloudEvents', { headers: { ce_specversion: '0.3' } }, 'ce-specversion'],
    ['another key', { key: 'c' }, 'key'],
    [
      'a CloudEvent around it',
      { value: { specversion: '1.0', type: 'message.sent.v1', data: message } },
      'structured',
    ],
  ])('3.11: with %s is taken and counted', (_, raw, oddity) => {
    expect(inspected(raw)).toMatchObject({
      ok: true,
      delivered: { event: message },
      remarks: { oddities: [oddity] },
    });
  });

  it.each([
    ["Confluent's schema id", Buffer.from([0, 0, 0, 1, 0x8f])],
    ['a byte order mark', Buffer.from([0xef, 0xbb, 0xbf])],
  ])('with %s in front is taken and counted', (_, frame) => {
    const value = Buffer.concat([frame, Buffer.from(JSON.stringify(message))]);
    expect(inspected({ value })).toMatchObject({
      delivered: { event: message, record: { value } },
      remarks: { oddities: ['framed'] },
    });
    expect(inspected({ value: frame })).toMatchObject({ ok: false, reason: 'not-readable' });
  });

  it.each<[string, Raw, string]>([
    ['the name of another topic', { headers: { ce_type: 'session.changed.v1' } }, 'session.changed.v1'],
    [
      'it in an envelope',
      { value: { specversion: '1.0', type: 'session.changed.v1', data: message } },
      'session',
    ],
  ])('with %s is in the wrong topic', (_, raw, words) => {
    expect(inspected(raw)).toMatchObject({
      ok: false,
      reason: 'wrong-type',
      detail: expect.stringContaining(words),
    });
  });

  it('that is an envelope without data says so', () => {
    expect(inspected({ value: { specversion: '1.0', type: 'x' } })).toMatchObject({
      ok: false,
      reason: 'not-readable',
      detail: '/data is missing',
    });
  });

  it.each<[string, unknown, string[]]>([
    ['a text that holds JSON', JSON.stringify(message), ['twice-encoded']],
    [
      'an envelope whose data is such a text',
      { specversion: '1.0', data: JSON.stringify(message) },
      ['twice-encoded', 'structured'],
    ],
    [
      'an envelope with data in base64',
      { specversion: '1.0', data_base64: Buffer.from(JSON.stringify(message)).toString('base64') },
      ['structured'],
    ],
  ])('3.11: that is %s is taken and counted', (_, value, oddities) => {
    expect(inspected({ value })).toMatchObject({ delivered: { event: message }, remarks: { oddities } });
  });

  it.each([
    'hello',
    '"hello"',
    { specversion: '1.0', data: 'hello' },
    { specversion: '1.0', data_base64: '!' },
  ])('that holds no JSON object is refused: %j', (value) => {
    expect(inspected({ value })).toMatchObject({ ok: false });
  });

  it('of our own is not decoded twice', () => {
    const value = JSON.stringify(gated);
    expect(inspected({ value, key: null, topic: pushGated as Topic })).toMatchObject({ ok: false });
  });

  it("carries the trace of an envelope's own attribute", () => {
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    expect(inspected({ value: { specversion: '1.0', traceparent, data: message } })).toMatchObject({
      delivered: { traceparent },
    });
  });

  it('3.11: names fields that nobody knows, also inside of the push', () => {
    const push = {
      tilte: 'x',
      text: 'y',
      click: { action: 'open-app', ulr: 'z' },
      vendors: { any: { thing: 1 } },
    };
    expect(inspected({ value: { ...message, msgId: 1, push } })).toMatchObject({
      remarks: { unknownFields: ['msgId', 'push.tilte', 'push.click.ulr'], repaired: [] },
    });
  });

  it('hands over what was repaired, with notes, and who is no recipient', () => {
    const value = { ...message, recipients: ['bob', ''], push: { title: 'x'.repeat(201) } };
    expect(inspected({ value })).toMatchObject({
      delivered: {
        event: { recipients: ['bob'], push: { title: 'x'.repeat(200) } },
        notes: [
          'push.title: cut from 201 to 200 characters',
          'recipients: 1 of 2 are no user ids and are stopped',
        ],
        badRecipients: ['""'],
      },
      remarks: { repaired: ['push.title', 'recipients'] },
    });
  });

  it('FF 2.4: that cannot be taken names the field and what would be', () => {
    expect(inspected({ value: { ...message, conversation: [5] } })).toEqual({
      ok: false,
      reason: 'schema-violation',
      detail: '/conversation must be a text',
    });
  });
});

describe('a record of our own services', () => {
  const topic = pushGated as Topic;
  it('is as strict as ever', () => {
    expect(inspected({ topic, value: gated, key: 'demo/c2c-alice-bob' })).toMatchObject({ ok: true });
    expect(inspected({ topic, value: gated, key: 'c' })).toMatchObject({ ok: false, reason: 'key-mismatch' });
    const broken = { ...gated, sentAtMs: null };
    expect(inspected({ topic, value: broken, key: null })).toMatchObject({ reason: 'schema-violation' });
  });
});
