import type { Topic } from '@offline-push/contracts';
import type { BusRecord, Delivered } from '../bus';
import { aboutDelivered, aboutOutgoing, aboutRecord, aboutText } from './about';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const TRACEPARENT = `00-${TRACE_ID}-b7ad6b7169203331-01`;
const record = (value: string | null, traceparent = TRACEPARENT): BusRecord => ({
  ...{ topic: 't', partition: 0, offset: '0', key: null, timestampMs: 0 },
  value: value === null ? null : Buffer.from(value),
  headers: { traceparent: Buffer.from(traceparent) },
});

describe('operations 2.6: a line about an event', () => {
  it.each<[string, string | null, string | undefined]>([
    ['of a good one', '{"app":"demo","messageId":"m-1","text":"secret"}', 'm-1'],
    ['of one with a number', '{"messageId" : 4711}', '4711'],
    ['of one in an envelope', '{"data":{"messageId":"m-2"}}', 'm-2'],
    ['of one that is cut', '{"messageId":"m-3","text":"se', 'm-3'],
    ['of one without an id', '{"text":"secret"}', undefined],
    ['of one that is no JSON', 'messageId=m-4', undefined],
    ['of one whose id is no id', `{"messageId":"${'x'.repeat(100)}"}`, undefined],
    ['of one whose id has control characters', '{"messageId":"a\u202eb"}', undefined],
    ['of a tombstone', null, undefined],
  ])('names message and trace %s, and nothing else', (_, value, messageId) =>
    expect(aboutRecord(record(value))).toEqual({
      ...(messageId !== undefined && { messageId }),
      traceId: TRACE_ID,
    }),
  );

  it('names those of what a service keeps as a text', () => {
    const text = JSON.stringify({ arrived: { event: { messageId: 'm-1' }, traceparent: TRACEPARENT } });
    expect(aboutText(text)).toEqual({ messageId: 'm-1', traceId: TRACE_ID });
    expect(aboutText(text.slice(0, 40))).toEqual({ messageId: 'm-1' });
  });

  it('names no trace that is none', () => {
    expect(aboutRecord(record('{"messageId":"m-1"}', 'secret'))).toEqual({ messageId: 'm-1' });
  });

  it('takes no longer for a longer record', () => {
    const startedAt = performance.now();
    aboutRecord(record(`"messageId"${' '.repeat(900_000)}`));
    aboutRecord(record('"messageId"'.repeat(80_000)));
    expect(performance.now() - startedAt).toBeLessThan(500);
  });

  it('names those of events that were read, and of several', () => {
    const event = { messageId: 'm-1' };
    const delivered = { event, record: record(null), traceparent: TRACEPARENT } as Delivered<unknown>;
    expect(aboutDelivered(delivered)).toEqual({ messageId: 'm-1', traceId: TRACE_ID });
    const one = { topic: {} as Topic, event, traceparent: TRACEPARENT };
    expect(aboutOutgoing([one, one, { topic: {} as Topic, event: null }])).toEqual({
      messageIds: ['m-1'],
      traceIds: [TRACE_ID],
    });
  });
});
