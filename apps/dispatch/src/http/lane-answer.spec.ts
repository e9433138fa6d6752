import { Value } from '@sinclair/typebox/value';
import type { CertificateCopy } from '../certificates/certificate';
import { untried, unopened } from '../credentials/credential-state';
import { type Backlog, laneAnswer, LaneAnswer, podLaneOf, type SeenLane } from './lane-answer';
import { targetAnswer, TargetAnswer, type TargetRow } from './target-answer';

const AT = 1_790_000_000_000;
const copy: CertificateCopy = {
  ...{ certificateId: 6, app: 'demo', vendor: 'xiaomi', state: 'enabled', changedAtMs: 1 },
  versions: [],
};
const backlog: Backlog = { targets: 3, isMore: false, oldestSentAtMs: AT, nextDueAtMs: AT + 5_000 };
const good = { ...untried(1), is: 'good' as const };
const open: SeenLane = {
  credential: good,
  lane: {
    ...{ pause: undefined, now: { state: 'open' }, depth: 2, answersPerSecond: 1 / 3 },
    ...{ inFlight: 1, mostInFlight: 4 },
  },
};
const latency = new Map([
  [10, 90],
  [30, 10],
]);
const errors = [{ verdict: 'throttled' as const, code: '200002', says: 'qps', count: 17 }];
const busy = { closedUntilMs: 5, reason: 'throttled' as const, failures: 0, code: '200002', says: 'qps' };

const said = (changed: Partial<CertificateCopy>, seen: SeenLane | undefined) => {
  const all = { ...copy, ...changed };
  const lanes = seen === undefined ? [] : [podLaneOf(all, seen, { latency, errors })];
  const answer = laneAnswer(all, lanes, backlog, AT);
  expect([...Value.Errors(LaneAnswer, answer)]).toEqual([]);
  return answer;
};

describe('what GET …/lanes says of a lane', () => {
  it('has state, backlog, memory and rate', () =>
    expect(said({}, open)).toEqual({
      ...{ certificateId: 6, vendor: 'xiaomi', state: 'open' },
      ...{ backlog, inMemory: 2, inFlight: 1, mostInFlight: 4, answersPerSecond: 0.33 },
      ...{ latency: { p50Ms: 6, p95Ms: 217, calls: 100 }, errors, quota: { is: 'unknown' }, pods: 1 },
    }));

  it('is that of several pods as one: their sums, and the worst state', () => {
    const closed: SeenLane = { ...open, lane: { ...open.lane, now: { state: 'closed', untilMs: AT } } };
    const lanes = [open, closed].map((seen) => podLaneOf(copy, seen, { latency, errors }));
    expect(laneAnswer(copy, lanes, backlog, AT)).toMatchObject({
      ...{ state: 'closed', untilMs: AT, inMemory: 4, inFlight: 2, mostInFlight: 8, answersPerSecond: 0.67 },
      ...{ latency: { calls: 200 }, errors: [{ code: '200002', count: 34 }], pods: 2 },
    });
  });

  it.each([
    ['xiaomi', 3_600_000, { is: 'spent', untilMs: AT + 3_600_000 }],
    ['xiaomi', 1_000, { is: 'unknown' }],
    ['apns', 3_600_000, { is: 'none' }],
  ])('says of the quota of %s only what the vendor tells', (vendor, forMs, quota) => {
    const now = { state: 'throttled' as const, untilMs: AT + forMs };
    expect(said({ vendor }, { ...open, lane: { ...open.lane, now } }).quota).toEqual(quota);
  });

  it.each<[string, Partial<CertificateCopy>, SeenLane | undefined, object]>([
    [
      'a vendor that throttles, in its words',
      {},
      { ...open, lane: { ...open.lane, pause: busy, now: { state: 'throttled', untilMs: AT } } },
      { state: 'throttled', untilMs: AT, code: '200002', says: 'qps' },
    ],
    [
      'a refused credential',
      {},
      {
        credential: { ...good, is: 'refused', code: '21301', says: 'auth failed' },
        lane: { ...open.lane, now: { state: 'credential-refused' } },
      },
      { state: 'credential-refused', code: '21301', says: 'auth failed' },
    ],
    [
      'a credential that no key opens',
      {},
      { ...open, credential: unopened(1, 'no key k2', AT) },
      { state: 'unopened', code: 'unopened', says: 'no key k2' },
    ],
    [
      'no version in force',
      {},
      { ...open, credential: undefined },
      { state: 'not-effective', code: 'certificate-not-effective' },
    ],
    [
      'a pause',
      { pause: { sinceMs: AT, by: 'root', because: 'an outage' } },
      open,
      { state: 'paused', code: 'lane-paused', says: 'an outage', paused: { sinceMs: AT, by: 'root' } },
    ],
    ['a certificate that is switched off', { state: 'disabled' }, undefined, { state: 'disabled' }],
    ['a lane that this pod has not opened yet', {}, undefined, { state: 'not-open', inMemory: 0 }],
  ])('names %s', (_, changed, seen, answer) => expect(said(changed, seen)).toMatchObject(answer));
});

describe('what GET …/targets/{id} says', () => {
  const row: TargetRow = {
    ...{ target_id: 'Xf2PqJcV0mB1sT8hYk3L9w', message_id: 'm-1', user_id: 'bob', device: 'bobs-phone' },
    ...{ session: 's-1', vendor: 'xiaomi', certificate_id: 6, state: 'parked', due_at: new Date(AT + 5_000) },
    ...{ attempts: 1, in_doubt: 0, readdressed: 0, parked_for: 'throttled', code: '200002', detail: 'qps' },
    ...{ vendor_message_id: null, sent_at: new Date(AT), expires_at: new Date(AT + 600_000) },
  };
  const told = (changed: Partial<TargetRow>) => {
    const answer = targetAnswer('demo', { ...row, ...changed });
    expect([...Value.Errors(TargetAnswer, answer)]).toEqual([]);
    return answer;
  };

  it('is what a target waits for, and until when', () =>
    expect(told({})).toMatchObject({
      ...{ state: 'parked', isOver: false, parkedFor: 'throttled', code: '200002', says: 'qps' },
      ...{ nextAtMs: AT + 5_000, sentAtMs: AT },
    }));

  it('is how it ended, without a next attempt', () => {
    const answer = told({ state: 'accepted', vendor_message_id: 'scm-1', code: null, detail: null });
    expect(answer).toMatchObject({ state: 'accepted', isOver: true, vendorMessageId: 'scm-1' });
    expect([answer.nextAtMs, answer.parkedFor, answer.code]).toEqual([undefined, undefined, undefined]);
  });
});
