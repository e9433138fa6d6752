import { MAX_BUNDLE_BYTES, type PushOutcome, pushOutcome, problemsOf } from '@offline-push/contracts';
import { outcomesOf } from './outcome';
import type { ClaimedTarget, Settlement } from './target';

const target = (targetId: string, messageKey = 'm1'): ClaimedTarget => ({
  targetId,
  messageKey,
  app: 'demo',
  messageId: messageKey,
  conversation: 'c',
  user: 'bob',
  device: 'd',
  session: 's',
  vendor: 'xiaomi',
  certificateId: 1,
  token: 'ok-token',
  content: {},
  expiresAtMs: 0,
  epoch: 1,
  attempts: 2,
  inDoubt: 1,
});
const [a, b, c] = ['Xf2PqJcV0mB1sT8hYk3L9w', 'Xf2PqJcV0mB1sT8hYk3L9x', 'Xf2PqJcV0mB1sT8hYk3L9y'] as [
  string,
  string,
  string,
];
const eventsOf = (...settled: [ClaimedTarget, Settlement][]) =>
  outcomesOf(
    settled.map(([target, settlement]) => ({ target, settlement })),
    42,
  ).map(({ event }) => event as PushOutcome);

describe('outcomes', () => {
  it('come as one event per message, each valid by the contract', () => {
    const accepted: Settlement = { state: 'accepted' };
    const events = eventsOf([target(a), accepted], [target(b), accepted], [target(c, 'm2'), accepted]);
    expect(events.map((event) => event.outcomes.length)).toEqual([2, 1]);
    for (const event of events) expect(problemsOf(pushOutcome, event)).toEqual([]);
  });

  it.each([
    ['token-dead', 'Unregistered', true],
    ['refused', 'BadDeviceToken', true],
    ['refused', 'BadTopic', false],
    ['expired', 'BadDeviceToken', false],
  ] as const)('%s by %s names the token: %s', (state, code, isNamed) => {
    const settlement: Settlement = { state, code, calledAtMs: 7 };
    const [event] = eventsOf([{ ...target(a), vendor: 'apns' }, settlement]);
    const [outcome] = event!.outcomes;
    expect([outcome!.token, outcome!.calledAtMs]).toEqual(isNamed ? ['ok-token', 7] : [undefined, undefined]);
  });

  it('P20: fit into records of a broker, also with Chinese ids of 128 characters and 999 targets', () => {
    const long = (text: string) => text.padEnd(128, '群');
    const ids = { user: long('u'), device: long('d'), session: long('s'), token: 't'.repeat(160) };
    const accepted: Settlement = {
      ...{ state: 'accepted', vendorMessageId: 'v'.repeat(40) },
      notes: ['the title was cut to 50 characters'],
    };
    const targets = Array.from({ length: 999 }, (_, i) => ({
      ...target(String(i).padStart(22, '0')),
      ...ids,
    }));
    const events = eventsOf(...targets.map((each): [ClaimedTarget, Settlement] => [each, accepted]), [
      target(c, 'm2'),
      accepted,
    ]);
    for (const event of events) {
      expect(problemsOf(pushOutcome, event)).toEqual([]);
      expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThan(MAX_BUNDLE_BYTES);
    }
    const ended = events.flatMap(({ outcomes }) => outcomes.map(({ targetId }) => targetId));
    expect(ended).toEqual([...targets.map(({ targetId }) => targetId), c]);
  });

  it('3.11: say what was cut at the door before what the vendor could not do, twenty notes in all', () => {
    const notes = Array.from({ length: 15 }, (_, i) => `door ${i}`);
    const vendors = Array.from({ length: 15 }, (_, i) => `vendor ${i}`);
    const [event] = eventsOf([
      { ...target(a), notes },
      { state: 'accepted', notes: vendors },
    ]);
    expect(event?.outcomes[0]?.notes).toEqual([...notes, ...vendors.slice(0, 5)]);
    const [expired] = eventsOf([{ ...target(a), notes }, { state: 'expired' }]);
    expect(expired?.outcomes[0]?.notes).toEqual(notes);
  });

  it('say nothing of a parked target', () => {
    const parked: Settlement = {
      state: 'parked',
      parkedFor: 'throttled',
      delayMs: 1,
      mayHaveRung: false,
    };
    expect(eventsOf([target(a), parked])).toEqual([]);
  });

  it('carry the token only when it is dead, with the time the vendor gave', () => {
    const [dead] = eventsOf([target(a), { state: 'token-dead', code: '410', deadAtMs: 7 }]);
    expect(dead?.outcomes[0]).toMatchObject({
      token: 'ok-token',
      tokenDeadAtMs: 7,
      attempts: 2,
      inDoubt: 1,
      endedAtMs: 42,
    });
    const [accepted] = eventsOf([target(a), { state: 'accepted' }]);
    expect(accepted?.outcomes[0]).not.toHaveProperty('token');
  });

  it('do not count a claim without a call as an attempt', () => {
    expect(
      eventsOf([target(a), { state: 'withdrawn', takesAttemptBack: true }])[0]?.outcomes[0]?.attempts,
    ).toBe(1);
  });

  it('stay within the contract whatever text a vendor sends', () => {
    const [event] = eventsOf([
      target(a),
      { state: 'refused', code: `x${'\u0000'}`, detail: '\ud800'.repeat(500) },
    ]);
    expect(problemsOf(pushOutcome, event)).toEqual([]);
  });
});
