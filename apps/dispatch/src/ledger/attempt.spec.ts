import { MAX_BUNDLE_BYTES, problemsOf, type PushAttempted, pushAttempted } from '@offline-push/contracts';
import type { Verdict } from '@offline-push/vendors/send';
import { attemptsOf } from './attempt';
import type { Settled } from './outcome';
import type { CallMade, ClaimedTarget, Settlement } from './target';

const target = (i: number, ids: Partial<ClaimedTarget> = {}): ClaimedTarget => ({
  ...{ targetId: String(i).padStart(22, '0'), messageKey: 'k-1', app: 'demo', messageId: 'm-1' },
  ...{ conversation: 'c', user: `u-${i}`, device: 'phone', session: 's', vendor: 'xiaomi', certificateId: 1 },
  ...{ token: 'ok', content: {}, sentAtMs: 1_000, expiresAtMs: 9_000, epoch: 1, attempts: 2, inDoubt: 0 },
  ...ids,
});
const call: CallMade = {
  ...{ version: 3, atMs: 2_000, tookMs: 61.4, carried: 500, furtherCalls: 0 },
  lane: { state: 'throttled', untilMs: 7_000 },
};
const taken: Verdict = { kind: 'accepted', vendorMessageId: 'scm-1' };
const busy: Verdict = { kind: 'throttled', code: '200002', detail: 'exceed qps limit' };
const ended: Settlement = { state: 'accepted' };
const parked: Settlement = {
  ...{ state: 'parked', parkedFor: 'throttled', mayHaveRung: false },
  delayMs: 5_000.4,
};
const settled = (of: ClaimedTarget, verdict: Verdict, settlement: Settlement): Settled => ({
  ...{ target: of, settlement },
  attempt: { call, verdict },
});
const eventsOf = (some: readonly Settled[]) =>
  attemptsOf(some, 2_100).map(({ event }) => event as PushAttempted);

describe('issue 12: what is told of vendor calls', () => {
  it('is one event a call, with each answer told once and word by word', () => {
    const group = Array.from({ length: 500 }, (_, i) =>
      i < 498 ? settled(target(i), taken, ended) : settled(target(i), busy, parked),
    );
    const [event, ...others] = eventsOf(group);
    expect(others).toEqual([]);
    expect(problemsOf(pushAttempted, event)).toEqual([]);
    expect(event).toMatchObject({
      ...{ app: 'demo', certificateId: 1, version: 3, atMs: 2_000, tookMs: 61, carried: 500 },
      lane: { state: 'throttled', untilMs: 7_000 },
      results: [
        { verdict: 'accepted', vendorMessageId: 'scm-1', end: 'accepted' },
        { verdict: 'throttled', code: '200002', says: 'exceed qps limit' },
      ],
    });
    expect(event?.results.map(({ targets }) => targets.length)).toEqual([498, 2]);
    expect(event?.results[1]?.targets[0]).toMatchObject({ user: 'u-498', attempt: 2, nextAtMs: 7_100 });
  });

  it('fits into records of a broker, whatever the ids and the words', () => {
    const long = (text: string) => text.padEnd(128, '群');
    const crowd = Array.from({ length: 1_000 }, (_, i) =>
      settled(
        target(i, { user: long(`${i}`), device: long('d'), messageId: long('m') }),
        { kind: 'refused', code: `${i}`, detail: '\u0000不'.repeat(400) },
        { state: 'refused' },
      ),
    );
    const events = eventsOf(crowd);
    expect(events.flatMap(({ results }) => results.flatMap(({ targets }) => targets))).toHaveLength(1_000);
    for (const event of events) {
      expect(problemsOf(pushAttempted, event)).toEqual([]);
      expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThan(MAX_BUNDLE_BYTES);
    }
  });

  it('is nothing where nobody was called', () =>
    expect(eventsOf([{ target: target(1), settlement: { state: 'withdrawn' } }])).toEqual([]));
});
