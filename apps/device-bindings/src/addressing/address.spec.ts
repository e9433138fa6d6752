// Given bindings and a gated push: these devices onward with these tokens, those stopped because.
import {
  MAX_BUNDLE_BYTES,
  type PushGated,
  pushAddressed,
  pushIdOf,
  problemsOf,
  targetIdOf,
} from '@offline-push/contracts';
import { aGatedPush } from '@offline-push/testing';
import fc from 'fast-check';
import { address } from './address';
import {
  bob,
  bobAgain,
  bobsTablet,
  carol,
  carolThere,
  certificate,
  death,
  end,
  login,
  NOW_MS,
  pushOff,
  report,
  tell,
  unbound,
  xiaomi,
  XIAOMI,
} from '../../fixtures/examples';
import type { SessionKey } from '../facts/facts';
import { Known } from '../facts/known';
import type { Fact } from '../facts/fact';

const gatedFor = (...keys: SessionKey[]): PushGated =>
  aGatedPush({ onward: keys.map(({ user, device, session }) => ({ user, device, session })) });

const addressed = (gated: PushGated, facts: readonly Fact[], certificates = [xiaomi]) =>
  address(gated, tell(facts, new Known({ certificates })).known, NOW_MS);

describe('addressing', () => {
  it.each<[string, Fact[], SessionKey, string]>([
    ['a device that never reported', [login(bob, 1)], bob, 'no-binding'],
    ['push switched off', [login(bob, 1), report(bob, 't', 2), pushOff(bob, 3)], bob, 'push-off'],
    [
      'a token of the login before',
      [login(bob, 1), report(bob, 't', 2), end(bob, 3), login(bobAgain, 4)],
      bobAgain,
      'not-reported-since-login',
    ],
    ['a session that ended', [login(bob, 1), report(bob, 't', 2), end(bob, 3)], bob, 'binding-ended'],
    [
      'a session with a successor',
      [login(bob, 1), report(bob, 't', 2), login(bobAgain, 3), report(bobAgain, 't', 4)],
      bob,
      'binding-ended',
    ],
    ['an operator’s unbind', [login(bob, 1), report(bob, 't', 2), unbound(bob, 3)], bob, 'unbound'],
    [
      'a token that moved',
      [login(bob, 1), report(bob, 't', 2), login(carol, 3), report(carol, 't', 4)],
      bob,
      'token-moved',
    ],
    ['a dead token', [login(bob, 1), report(bob, 't', 2), death('t', 3)], bob, 'token-dead'],
    ['a certificate nobody knows', [login(bob, 1), report(bob, 't', 2, 8888)], bob, 'unknown-certificate'],
    [
      'a disabled certificate',
      [login(bob, 1), report(bob, 't', 2), certificate({ state: 'disabled', changedAtMs: 2 })],
      bob,
      'certificate-disabled',
    ],
    [
      '3.17: a certificate that will not be in effect before the push expires',
      [
        certificate({ certificateId: 8888, effectiveAtMs: gatedFor(bob).expiresAtMs }),
        login(bob, 1),
        report(bob, 't', 2, 8888),
      ],
      bob,
      'certificate-not-effective',
    ],
  ])('stops for %s', (_name, facts, key, reason) => {
    const gated = gatedFor(key);
    expect(addressed(gated, facts)).toEqual([
      { ...gated, onward: [], stopped: [{ user: 'bob', device: 'bobs-phone', reason }] },
    ]);
  });

  it('finds the token of a bound device and carries the push on untouched', () => {
    const gated = gatedFor(bob);
    const [push] = addressed(gated, [login(bob, 1), report(bob, 't', 2)]);
    expect(push).toEqual({
      ...gated,
      onward: [
        {
          targetId: targetIdOf(pushIdOf('demo', gated.messageId, 'bob'), 'bobs-phone'),
          ...{ user: 'bob', device: 'bobs-phone', session: 'bob-1' },
          ...{ vendor: 'xiaomi', certificateId: XIAOMI, token: 't' },
        },
      ],
      stopped: [],
    });
    expect(problemsOf(pushAddressed, push)).toEqual([]);
  });

  it('3.17: carries on what outlives the wait for its certificate', () => {
    const facts = [
      certificate({ certificateId: 8888, effectiveAtMs: gatedFor(bob).expiresAtMs - 1 }),
      login(bob, 1),
      report(bob, 't', 2, 8888),
    ];
    expect(addressed(gatedFor(bob), facts)[0]?.onward).toHaveLength(1);
  });

  it('sends to both phones of a user', () => {
    const facts = [login(bob, 1), report(bob, 't', 2), login(bobsTablet, 1), report(bobsTablet, 'u', 2)];
    const [push] = addressed(gatedFor(bob, bobsTablet), facts);
    expect(push?.onward.map(({ token }) => token)).toEqual(['t', 'u']);
    expect(new Set(push?.onward.map(({ targetId }) => targetId)).size).toBe(2);
  });

  it('believes the gate that a session is logged in whose login has not come here yet', () => {
    expect(addressed(gatedFor(bob), [report(bob, 't', 2)])[0]?.onward).toHaveLength(1);
  });

  it('does not believe it against a logout that is known here', () => {
    const [push] = addressed(gatedFor(bob), [report(bob, 't', 2), end(bob, 3)]);
    expect(push?.stopped).toEqual([{ user: 'bob', device: 'bobs-phone', reason: 'binding-ended' }]);
  });

  it('3.12: uses the token of the session before, under the new session, until that reports', () => {
    const facts = [login(bob, 1), report(bob, 't', 2), login(bobAgain, 3)];
    expect(addressed(gatedFor(bobAgain), facts)[0]?.onward).toMatchObject([{ session: 'bob-2', token: 't' }]);
    const reported = [...facts, report(bobAgain, 'u', 4)];
    expect(addressed(gatedFor(bobAgain), reported)[0]?.onward).toMatchObject([{ token: 'u' }]);
  });

  it.each<[string, Fact[], string]>([
    ['was dead', [death('t', 3)], 'token-dead'],
    ['was switched off', [pushOff(bob, 3)], 'push-off'],
    ['was taken away by an operator', [unbound(bob, 3)], 'unbound'],
    ['moved', [login(carol, 2), report(carol, 't', 3)], 'token-moved'],
  ])('3.12: does not use a token before that %s', (_name, facts, reason) => {
    const all = [login(bob, 1), report(bob, 't', 2), ...facts, login(bobAgain, 4)];
    expect(addressed(gatedFor(bobAgain), all)[0]?.stopped).toMatchObject([{ reason }]);
  });

  it('structure 3: decides the same however a slice is shuffled and cut, and changes nothing that it shares', () => {
    const facts = [
      ...[report(bob, 't', 2), report(bobAgain, 'u', 3), login(bobsTablet, 1), report(bobsTablet, 'v', 2)],
      ...[report(carol, 't', 4), report(carolThere, 'v', 5), login(carolThere, 1)],
    ];
    const keys = [bob, bobAgain, bobsTablet, carol, carolThere];
    const events = keys.map((key, i) => ({ ...gatedFor(key), messageId: `m-${i}` }));
    const known = () => tell(facts, new Known({ certificates: [xiaomi] })).known;
    const alone = new Map(events.map((event) => [event.messageId, address(event, known(), NOW_MS)]));
    const shuffled = fc.shuffledSubarray(events, { minLength: events.length });
    fc.assert(
      fc.property(shuffled, fc.nat(events.length), (list, cut) => {
        for (const slice of [list.slice(0, cut), list.slice(cut)]) {
          const shared = known();
          for (const event of slice)
            expect(address(event, shared, NOW_MS)).toEqual(alone.get(event.messageId));
        }
      }),
    );
  });

  it('says nothing where the gate let nobody through', () => {
    expect(addressed(gatedFor(), [])).toEqual([]);
  });

  it('puts each of many devices into exactly one record, none too large for a broker', () => {
    const user = '用'.repeat(128);
    const keys = Array.from({ length: 1000 }, (_, i) => ({
      ...{ app: 'demo', user, device: `${i}`, session: '会'.repeat(128) },
    }));
    const facts = keys.flatMap((key, i) =>
      i % 10 === 0 ? [] : [login(key, 1), report(key, `${i}-${'x'.repeat(4000)}`, 2)],
    );
    const gated = { ...gatedFor(...keys), content: { text: '字'.repeat(4000) } };
    const records = addressed(gated, facts);
    expect(records.length).toBeGreaterThan(1);
    for (const record of records) {
      expect(Buffer.byteLength(JSON.stringify(record))).toBeLessThan(MAX_BUNDLE_BYTES);
      expect(problemsOf(pushAddressed, record)).toEqual([]);
    }
    const devices = records.flatMap(({ onward, stopped }) => [...onward, ...stopped]);
    expect(devices.map(({ device }) => Number(device)).sort((a, b) => a - b)).toEqual(
      keys.map((_key, i) => i),
    );
  });
});
