import { Logger } from '@nestjs/common';
import { type DeadLetter, deadLetter, problemsOf } from '@offline-push/contracts';
import { aRecord } from '../../bus-conformance';
import { type BusRecord, type Outgoing, Publisher } from '@offline-push/bus/inside/bus';
import { RecordTooLarge } from '@offline-push/bus/inside/kafka/produce/publish-errors';
import { DeadLetters } from '@offline-push/bus/inside/guard/dead-letters';
import { deadLetterOf, MAX_LETTER_BYTES, traceOf } from '@offline-push/bus/inside/guard/letter';

beforeAll(() => Logger.overrideLogger(false));

const step = { walk: 'a', number: 1 };

describe('a dead letter', () => {
  it.each([
    ['no key and no value', aRecord(step, 0, { key: null, value: null })],
    ['bytes that are no text', aRecord(step, 0, { value: Buffer.from([0, 0xff, 0xc3, 0x28]) })],
    ['headers', aRecord(step, 0, { headers: { ce_type: Buffer.from([0xff]), '': Buffer.alloc(0) } })],
    ['a time before 1970', aRecord(step, 0, { timestampMs: -1 })],
    ['a time beyond the year 9999', aRecord(step, 0, { timestampMs: Number.MAX_SAFE_INTEGER })],
    ['the last offset there is', aRecord(step, 0, { offset: '9223372036854775807' })],
    ['a value that is too long', aRecord('x'.repeat(1_600_000))],
  ])('keeps its contract for a record with %s', (_, record) => {
    const letter = deadLetterOf({ record, reason: 'not-readable', detail: 'x' }, 'group', 1_790_000_000_000);
    expect(problemsOf(deadLetter, letter)).toEqual([]);
  });

  it.each([
    ['long', 'x'.repeat(5_000)],
    ['with NUL', 'a\u0000b'],
    ['with a lone surrogate', 'a\ud800b'],
    ['cut in the middle of an emoji', `${'x'.repeat(999)}🎉`],
  ])('keeps its contract for a detail that is %s', (_, detail) => {
    const dead = { record: aRecord(step), reason: 'handler-failed' as const, detail };
    const letter = deadLetterOf(dead, 'group', 1_790_000_000_000);
    expect(problemsOf(deadLetter, letter)).toEqual([]);
    expect(letter.detail.length).toBeLessThanOrEqual(1000);
  });

  it('says what was left out when the original does not fit', () => {
    const record = aRecord('x'.repeat(1_600_000));
    const letter = deadLetterOf({ record, reason: 'schema-violation', detail: '/walk is missing' }, 'g', 0);
    expect(letter.value).toBeNull();
    expect(letter.detail).toMatch(/value of 1600000 bytes left out, SHA-256 [0-9a-f]{64}.*\/walk is missing/);
  });
});

describe('P3: a dead letter always fits', () => {
  const fat = Buffer.alloc(900_000, 'x');
  const many = (count: number, size: number): Record<string, Buffer> =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`h${index}`, Buffer.alloc(size)]));
  const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

  it.each<[string, Partial<BusRecord>]>([
    ['a fat traceparent', { headers: { traceparent: fat } }],
    ['a fat header', { headers: { ce_type: fat, tenant: Buffer.from('a') } }],
    ['a header with a fat name', { headers: { ['\u0001'.repeat(900_000)]: Buffer.from('a') } }],
    ['ten thousand headers', { headers: many(10_000, 100) }],
    ['a hundred headers of 10 KB', { headers: many(100, 10_000) }],
    ['a fat key', { key: fat }],
    [
      'the longest key that is kept, and a fat value',
      { key: Buffer.alloc(64 * 1024), value: Buffer.alloc(1_500_000) },
    ],
    ['everything fat', { key: fat, value: fat, headers: { ...many(50, 20_000), traceparent: fat } }],
    ['a value of 20 MB', { value: Buffer.alloc(20_000_000) }],
    ['no time', { timestampMs: NaN }],
  ])('of a record with %s', async (_, fields) => {
    const sent: Outgoing[] = [];
    class Measuring extends Publisher {
      async publish(records: readonly Outgoing[]): Promise<void> {
        sent.push(...records);
      }
    }
    const record = aRecord('not json', 0, fields);
    await new DeadLetters(new Measuring(), 'g').write([{ record, reason: 'not-readable', detail: 'x' }]);
    const { event, traceparent } = sent[0] as Outgoing<DeadLetter>;
    expect(problemsOf(deadLetter, event)).toEqual([]);
    const bytes = Buffer.byteLength(JSON.stringify(event)) + (deadLetter.key(event)?.length ?? 0);
    expect(bytes).toBeLessThan(MAX_LETTER_BYTES + 16_000);
    expect(traceparent).toBeUndefined();
  });

  it('keeps what fits, says what does not, and passes a trace on in the form of W3C only', async () => {
    const headers = { tenant: Buffer.from('a'), fat, traceparent: Buffer.from(TRACE) };
    const record = aRecord('not json', 0, { key: fat, headers });
    const letter = deadLetterOf({ record, reason: 'not-readable', detail: 'the end' }, 'g', 0);
    expect(Object.keys(letter.headers)).toEqual(['tenant', 'traceparent']);
    expect(letter).toMatchObject({ key: null, value: Buffer.from('not json').toString('base64') });
    expect(letter.detail).toMatch(
      /key of 900000 bytes left out, SHA-256 [0-9a-f]{64}\) \(1 headers left out\) the end/,
    );
    expect(traceOf(record)).toBe(TRACE);
  });

  it('goes without its bytes to a broker that takes less, and so does no other one', async () => {
    const sent: DeadLetter[] = [];
    class Narrow extends Publisher {
      async publish(records: readonly Outgoing[]): Promise<void> {
        const tooLarge = records.find(({ event }) => JSON.stringify(event).length > 10_000);
        if (tooLarge !== undefined) throw new RecordTooLarge('dead-letter.v1', 10_001);
        sent.push(...records.map(({ event }) => event as DeadLetter));
      }
    }
    const records = [aRecord('small', 1), aRecord('x'.repeat(20_000), 2), aRecord('small', 3)];
    await new DeadLetters(new Narrow(), 'g').write(
      records.map((record) => ({ record, reason: 'not-readable', detail: 'x' })),
    );
    expect(sent.map(({ offset, value }) => [offset, value === null])).toEqual([
      ['1', false],
      ['2', true],
      ['3', false],
    ]);
    expect(sent[1]?.detail).toMatch(/value of 20000 bytes left out, SHA-256/);
  });
});
