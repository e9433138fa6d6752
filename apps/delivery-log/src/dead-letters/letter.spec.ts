import {
  type DeadLetter,
  deadLetter,
  type DeadLetterReason,
  messageSent,
  pushGated,
} from '@offline-push/contracts';
import { Value } from '@sinclair/typebox/value';
import { headersKept, letterOf, notReplayable, replayTime, shown } from './letter';
import { letterAnswer, LetterList, wholeAnswer, WholeLetter } from './letter-answer';
import type { WholeRow } from './letter.store';
import { nothing, portionOf } from './replay';

const AT = 1_790_000_000_000;
const base64 = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64');
const about = (value: unknown, more: Partial<DeadLetter> = {}): DeadLetter => ({
  ...{ topic: messageSent.name, partition: 3, offset: '1204', timestampMs: AT, key: base64('demo/c-1') },
  ...{ value: base64(value), headers: { ce_id: base64('x') }, reason: 'schema-violation', detail: 'd' },
  ...{ group: 'presence.push', failedAtMs: AT + 50, ...more },
});
const message = { app: 'demo', messageId: 'm-1', conversation: 'c-1', recipients: ['bob'] };

/** As the store gives it. */
function rowOf(event: DeadLetter): WholeRow {
  const letter = letterOf(event);
  return {
    ...{ ...letter, app: letter.app ?? null, messageId: letter.messageId ?? null },
    ...{ expiresAtMs: letter.expiresAtMs ?? null, bytes: letter.value?.length ?? null, state: 'kept' },
    ...{ settledAtMs: null, settledBy: null, because: null, headers: headersKept(letter.headers) },
  };
}

describe('a dead letter that is kept', () => {
  it('says whose it is and when its push is over, where that can be read', () => {
    const day = 86_400_000;
    expect(letterOf(about(message))).toMatchObject({ app: 'demo', messageId: 'm-1', expiresAtMs: AT + day });
    expect(letterOf(about({ ...message, lifetimeSeconds: 60, sentAtMs: AT - 1_000 })).expiresAtMs).toBe(
      AT + 59_000,
    );
    expect(letterOf(about({ ...message, messageId: 7 })).messageId).toBe('7');
    const gated = { ...pushGated.examples['usual'], expiresAtMs: AT + 5 };
    expect(letterOf(about(gated, { topic: pushGated.name })).expiresAtMs).toBe(AT + 5);
    expect(letterOf(about({ specversion: '1.0', data: message }))).toMatchObject({ messageId: 'm-1' });
  });

  it.each([['{"app": "demo", '], ['5'], ['null'], [{ app: {}, messageId: 'a\u0000', recipients: 'bob' }]])(
    'says nothing of %j',
    (value) => {
      const { app, messageId, expiresAtMs } = letterOf(about(value));
      expect([app, messageId, expiresAtMs]).toEqual([undefined, undefined, undefined]);
    },
  );

  it('is one letter however often it is read, and another one for another group', () => {
    const { id } = letterOf(about(message));
    expect(letterOf(about(message, { failedAtMs: AT + 99 })).id).toBe(id);
    expect(letterOf(about(message, { group: 'other' })).id).not.toBe(id);
    expect(id).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });

  it('cannot be replayed where that would do harm, or nothing', () => {
    const why = (
      topic: string,
      hasValue: boolean,
      reason: DeadLetterReason = 'handler-failed',
      detail = 'd',
    ) => notReplayable({ topic, reason, hasValue, detail });
    expect(why(messageSent.name, true)).toBeUndefined();
    expect(why(messageSent.name, false)).toBe('without-bytes');
    expect(why(messageSent.name, true, 'not-decodable')).toBe('whole-batch');
    expect(why('certificate.changed.v1', true)).toBe('compacted-topic');
    expect(why(deadLetter.name, true)).toBe('unknown-topic');
    expect(why('orders.v1', true)).toBe('unknown-topic');
    const leftOut = (part: string) => `(${part} of 70000 bytes left out, SHA-256 ${'0'.repeat(64)})`;
    expect(why(messageSent.name, true, 'handler-failed', `${leftOut('key')} d`)).toBe('without-key');
    expect(why(messageSent.name, false, 'handler-failed', `${leftOut('value')} ${leftOut('key')}`)).toBe(
      'without-bytes',
    );
    expect(why(messageSent.name, true, 'schema-violation', `said ${leftOut('key')}`)).toBeUndefined();
  });
});

describe('a replay', () => {
  it('publishes the bytes, the key, the headers and the time that a record had', () => {
    const headers = {
      ...{ ce_id: base64('x'), 'content-type': base64('application/json'), traceparent: base64('00-1') },
      ...{ kafka_replyTopic: base64('r'), 'retry-count': base64('3'), 'replayed-from': base64('t/0/1') },
    };
    const { reissues } = portionOf([rowOf(about(message, { headers }))], nothing(), new Set(), AT + 1_000);
    expect(reissues).toHaveLength(1);
    expect(reissues[0]?.outgoing.topic.name).toBe(messageSent.name);
    expect(reissues[0]?.outgoing.bytes).toEqual({
      ...{ key: Buffer.from('demo/c-1'), value: Buffer.from(JSON.stringify(message)), timestampMs: AT },
      headers: {
        ...{ ce_id: Buffer.from('x'), 'content-type': Buffer.from('application/json') },
        ...{ traceparent: Buffer.from('00-1'), 'replayed-from': Buffer.from('message.sent.v1/3/1204') },
      },
    });
  });

  it('publishes a record once that failed in two groups, and settles both letters', () => {
    const [sum, records] = [nothing(), new Set<string>()];
    const [here, there] = [rowOf(about(message)), rowOf(about(message, { group: 'other' }))];
    expect(portionOf([here, there], sum, records, AT).reissues).toMatchObject([{ ids: [here.id, there.id] }]);
    const later = portionOf([rowOf(about(message, { group: 'third' }))], sum, records, AT);
    expect([later.reissues, later.done.length]).toEqual([[], 1]);
    expect(sum).toMatchObject({ found: 3, published: 1 });
  });

  it('says how many are expired, and what stays and why', () => {
    const sum = nothing();
    const rows = [
      rowOf(about({ ...message, lifetimeSeconds: 1 })),
      rowOf(about(message, { offset: '1205', value: null })),
      rowOf(about(message, { offset: '1206', topic: 'certificate.changed.v1' })),
    ];
    expect(portionOf(rows, sum, new Set(), AT + 2_000).reissues).toHaveLength(1);
    expect(sum).toEqual({
      ...{ found: 3, published: 1, expired: 1 },
      left: { 'without-bytes': 1, 'compacted-topic': 1 },
    });
  });

  it('keeps the times of a batch within what a batch can hold', () => {
    expect(replayTime(AT, AT + 1_000)).toBe(AT);
    expect(replayTime(253_402_300_799_999, AT)).toBe(AT);
    expect(AT - replayTime(0, AT)).toBeLessThan(2 ** 31);
  });
});

describe('what GET …/dead-letters says', () => {
  it('has the reason in words, who must act, and bytes as a text where they are one', () => {
    const row = rowOf(about(message, { headers: { odd: Buffer.from([255, 254]).toString('base64') } }));
    const answer = wholeAnswer(row);
    expect([...Value.Errors(WholeLetter, answer)]).toEqual([]);
    expect([...Value.Errors(LetterList, { letters: [letterAnswer(row)] })]).toEqual([]);
    expect(answer).toMatchObject({
      ...{ who: 'publisher', toDo: 'See docs/topics.md.', app: 'demo', state: 'kept' },
      value: { text: JSON.stringify(message) },
      headers: { odd: { base64: '//4=' } },
    });
    expect(answer.notReplayable).toBeUndefined();
  });

  it('shows no bytes that are not kept', () => {
    const answer = wholeAnswer(rowOf(about(message, { value: null })));
    expect([answer.value, answer.bytes, answer.notReplayable]).toEqual([
      undefined,
      undefined,
      'without-bytes',
    ]);
    expect(shown(Buffer.from('größe'))).toEqual({ text: 'größe' });
  });
});
