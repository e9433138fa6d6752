import { type DeadLetter, deadLetter, messageSent, pushGated } from '@offline-push/contracts';
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
    const reason = 'handler-failed';
    expect(notReplayable({ topic: messageSent.name, reason, hasValue: true })).toBeUndefined();
    expect(notReplayable({ topic: messageSent.name, reason, hasValue: false })).toBe('without-bytes');
    expect(notReplayable({ topic: messageSent.name, reason: 'not-decodable', hasValue: true })).toBe(
      'whole-batch',
    );
    expect(notReplayable({ topic: 'certificate.changed.v1', reason, hasValue: true })).toBe(
      'compacted-topic',
    );
    expect(notReplayable({ topic: deadLetter.name, reason, hasValue: true })).toBe('unknown-topic');
    expect(notReplayable({ topic: 'orders.v1', reason, hasValue: true })).toBe('unknown-topic');
  });
});

describe('a replay', () => {
  it('publishes the bytes, the key, the headers and the time that a record had', () => {
    const sum = nothing();
    const { outgoings, ids } = portionOf([rowOf(about(message))], sum, new Set(), AT + 1_000);
    expect(ids).toHaveLength(1);
    expect(outgoings[0]?.topic.name).toBe(messageSent.name);
    expect(outgoings[0]?.bytes).toEqual({
      ...{ key: Buffer.from('demo/c-1'), value: Buffer.from(JSON.stringify(message)) },
      ...{ headers: { ce_id: Buffer.from('x') }, timestampMs: AT },
    });
  });

  it('publishes a record once that failed in two groups, and settles both letters', () => {
    const sum = nothing();
    const records = new Set<string>();
    const first = portionOf([rowOf(about(message))], sum, records, AT);
    const second = portionOf([rowOf(about(message, { group: 'other' }))], sum, records, AT);
    expect([first.outgoings.length, second.outgoings.length, second.ids.length]).toEqual([1, 0, 1]);
    expect(sum).toMatchObject({ found: 2, published: 1 });
  });

  it('says how many are expired, and what stays and why', () => {
    const sum = nothing();
    const rows = [
      rowOf(about({ ...message, lifetimeSeconds: 1 })),
      rowOf(about(message, { offset: '1205', value: null })),
      rowOf(about(message, { offset: '1206', topic: 'certificate.changed.v1' })),
    ];
    expect(portionOf(rows, sum, new Set(), AT + 2_000).ids).toHaveLength(1);
    expect(sum).toEqual({
      ...{ found: 3, published: 1, expired: 1, isMore: false },
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
