// The property of presence: whatever happened between clients, gateways and clocks, the same records give the same state in any order, and
// nobody is pushed behind the end of a session. And whatever slices messages come in, the same is decided.
import { type SessionChanged, SESSION_CHANGES } from '@offline-push/contracts';
import fc from 'fast-check';
import { HOUR_MS, messageToBob, NOW_MS, POLICY } from '../../fixtures/examples';
import { gate } from './gate';
import { countedOf, judge, type Judged, remembering } from '../decisions/judged';
import { compact, type Session } from '../sessions/session';
import { type Recorded, sessionFact } from '../sessions/session-fact';

interface Said {
  event: SessionChanged;
  record: Recorded;
}

const ENDS: readonly string[] = ['logged-out', 'kicked', 'invalidated'];

/** Two gateways, each with a clock of its own, say things about two devices; their records follow each other, some in one batch. */
const histories = fc
  .record({
    skewsMs: fc.tuple(
      fc.integer({ min: -HOUR_MS, max: HOUR_MS }),
      fc.integer({ min: -HOUR_MS, max: HOUR_MS }),
    ),
    steps: fc.array(
      fc.record({
        change: fc.constantFrom(...SESSION_CHANGES),
        gateway: fc.nat(1),
        isNamed: fc.boolean(),
        link: fc.constantFrom(undefined, 'l-1', 'l-2'),
        device: fc.constantFrom('phone', 'tablet'),
        session: fc.constantFrom('s-1', 's-2', 's-3'),
        platform: fc.constantFrom(undefined, 'android' as const, 'web' as const),
        pauseMs: fc.constantFrom(0, 0, 1, 1_000, 200_000),
        hasTime: fc.boolean(),
      }),
      { maxLength: 14 },
    ),
  })
  .map(({ skewsMs, steps }): Said[] => {
    let timestampMs = NOW_MS - steps.reduce((ms, { pauseMs }) => ms + pauseMs, 0) - 1_000;
    return steps.map(({ change, gateway, isNamed, link, device, session, platform, pauseMs, hasTime }, i) => {
      timestampMs += pauseMs;
      const event: SessionChanged = {
        ...{ app: 'demo', user: 'bob', device, session: `${device}-${session}`, change },
        ...(platform !== undefined && { platform }),
        ...(link !== undefined && { link }),
        ...(isNamed && { gateway: `gateway-${gateway}` }),
        ...(hasTime && { atMs: timestampMs + (skewsMs[gateway] ?? 0) }),
      };
      return { event, record: { timestampMs, offset: String(i) } };
    });
  });

/** Read in another order, with repetitions, and in slices: what a reset, a rebalance and a crash make of it. */
const read = histories.chain((said) =>
  fc.record({
    said: fc.constant(said),
    again: fc.shuffledSubarray([...said, ...said], {
      minLength: said.length * 2,
      maxLength: said.length * 2,
    }),
    cut: fc.nat(28),
  }),
);

const factsOf = (said: readonly Said[]): Session[] =>
  said.map(({ event, record }) => sessionFact(event, record, NOW_MS));

describe('ten thousand random histories', () => {
  it('end in the same state in any order, and none has a push after the end of its session', () => {
    fc.assert(
      fc.property(read, fc.constantFrom(0, 1, 600_000, 3 * HOUR_MS), ({ said, again, cut }, agoMs) => {
        const sessions = compact(factsOf(said));
        const slices = [again.slice(0, cut), again.slice(cut)].map((slice) => compact(factsOf(slice)));
        expect(compact(slices.flat())).toEqual(sessions);
        const ended = new Set(
          said.flatMap(({ event }) => (ENDS.includes(event.change) ? [event.session] : [])),
        );
        const sent = { sentAtMs: NOW_MS - agoMs, recordAtMs: NOW_MS };
        for (const evenIfOnline of [false, true]) {
          const by = { policy: POLICY, nowMs: NOW_MS, startedAtMs: 0 };
          const { onward } = gate(messageToBob({ evenIfOnline }), sent, { of: () => sessions }, by);
          for (const { session } of onward) expect(ended).not.toContain(session);
        }
      }),
      { numRuns: 10_000 },
    );
  });
});

/** Messages of few ids, with other recipients, with and without an acknowledgement, and sessions that change in between. */
const conversations = fc.array(
  fc.record({
    messageId: fc.constantFrom('m-1', 'm-2'),
    recipients: fc.uniqueArray(fc.constantFrom('bob', 'carol', 'dave'), { minLength: 1 }),
    evenIfOnline: fc.boolean(),
  }),
  { maxLength: 8 },
);

/** The memory of decisions, as its store folds: one text a message. */
function decideAll(slices: readonly Judged[][]): { memory: Map<string, string>; told: Map<string, string> } {
  const memory = new Map<string, string>();
  const told = new Map<string, string>();
  for (const it of slices.flat()) {
    const held = memory.get(it.message);
    const decided = held === undefined ? it.decided : remembering(held, it);
    memory.set(it.message, decided);
    const { onward, stopped } = countedOf(it, { is: held === undefined ? 'first' : 'remembered', decided });
    for (const row of onward) told.set(`${it.message} ${row.user} ${row.device}`, 'onward');
    for (const row of stopped) told.set(`${it.message} ${row.user} ${row.device ?? ''}`, row.reason);
  }
  return { memory, told };
}

it('a slice of messages cut anywhere, or read again, gives the same decisions', () => {
  fc.assert(
    fc.property(read, conversations, fc.nat(8), ({ said }, messages, cut) => {
      const known = compact(factsOf(said));
      const sessions = { of: (_: string, user: string) => known.map((it) => ({ ...it, user })) };
      const by = { policy: POLICY, nowMs: NOW_MS, startedAtMs: 0 };
      const sent = { sentAtMs: NOW_MS, recordAtMs: NOW_MS };
      const judged = () => messages.map((it) => judge({ event: messageToBob(it), sent }, sessions, by));
      const whole = decideAll([judged()]);
      const inSlices = decideAll([judged().slice(0, cut), judged().slice(cut)]);
      const again = decideAll([judged().slice(0, cut), judged()]);
      expect(inSlices).toEqual(whole);
      if (messages.every((it) => !it.evenIfOnline)) expect(again).toEqual(whole);
    }),
    { numRuns: 1_000 },
  );
});
