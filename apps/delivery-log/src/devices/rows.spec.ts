import { targetIdOf, pushIdOf } from '@offline-push/contracts';
import { CATALOG } from '@offline-push/vendors/catalog';
import { boxesOf } from '../ledger/boxes';
import {
  type Attempt,
  type Device,
  deviceIn,
  newStory,
  type Outcome,
  personIn,
  type Story,
} from '../story/story';
import { arrivalOf, markOf } from './mark';
import { facetsOf, isIn, keyOf, placesOf } from './rows';

const vendorThat = (tells: boolean): string =>
  CATALOG.find(({ receipts }) => (receipts?.events.includes('arrived') ?? false) === tells)?.id ?? '';
const TELLS = vendorThat(true);
const SILENT = vendorThat(false);

const outcome = (state: Outcome['state'], vendor = TELLS): Outcome => ({
  ...{ atMs: 5, state, targetId: 't', vendor, certificateId: 7, attempts: 1, inDoubt: 0 },
});
const device = (fields: Partial<Device>): Device => ({ attempts: [], receipts: [], ...fields });
const call = (verdict: Attempt['verdict']): Attempt => ({
  ...{
    number: 1,
    atMs: 3,
    tookMs: 1,
    certificateId: 7,
    version: 1,
    carried: 1,
    lane: { state: 'open' },
    verdict,
  },
});
const boxedOf = (one: Device) => boxesOf({ devices: new Map([['d', one]]) })[0]!;
const marked = (one: Device) => markOf(boxedOf(one), one);
const arrival = (one: Device) => arrivalOf(boxedOf(one), one);

describe('how a device stands', () => {
  it.each([
    ['stopped', device({ gateStop: { reason: 'logged-out', atMs: 1 } })],
    ['stopped', device({ gatedAtMs: 1, addressStop: { reason: 'no-binding', atMs: 2 } })],
    ['waiting', device({ gatedAtMs: 1 })],
    ['waiting', device({ attempts: [call('throttled')] })],
    ['failed', device({ attempts: [call('credential-broken')] })],
    ['done', device({ outcome: outcome('accepted') })],
    ['stopped', device({ outcome: outcome('accepted'), receipts: [{ event: 'blocked', atMs: 9 }] })],
    ['healed', device({ outcome: outcome('token-dead') })],
    ['healed', device({ outcome: outcome('withdrawn') })],
    ['failed', device({ outcome: outcome('refused') })],
    ['failed', device({ outcome: outcome('expired') })],
    ['unknown', device({ outcome: outcome('unconfirmed') })],
    ['failed', device({ gatedAtMs: 1, letter: { reason: 'schema-violation', atMs: 2 } })],
  ])('is %s', (mark, one) => {
    expect(marked(one)).toBe(mark);
  });

  it('and whether anybody can tell that it arrived', () => {
    expect(arrival(device({ outcome: outcome('accepted') }))).toBe('not-yet');
    expect(arrival(device({ outcome: outcome('accepted', SILENT) }))).toBe('not-reported');
    expect(arrival(device({ outcome: outcome('accepted'), receipts: [{ event: 'clicked', atMs: 9 }] }))).toBe(
      'arrived',
    );
    expect(arrival(device({ outcome: outcome('refused') }))).toBeUndefined();
  });
});

describe('the devices of a message to ten thousand', () => {
  const parts = Array.from({ length: 16 }, (): Story => newStory('demo', 'm-1'));
  for (let i = 0; i < 10_000; i++) {
    const user = `u-${String(i).padStart(5, '0')}`;
    const one = deviceIn(parts[i % 16]!, user, 'phone');
    if (i === 9_999) one.outcome = outcome('refused');
    else one.gateStop = { reason: 'online', atMs: 1 };
  }
  personIn(parts[3]!, 'zoe').stop = { reason: 'unknown-user', atMs: 1 };
  const all = placesOf(parts);

  it('are all there in one order, and so is a recipient without one', () => {
    expect(all).toHaveLength(10_001);
    expect(all.map(keyOf)).toEqual(all.map(keyOf).sort());
    expect(all[0]).toMatchObject({ user: 'u-00000', id: 'phone', mark: 'stopped' });
    expect(all.at(-1)).toMatchObject({ user: 'zoe', boxed: { reason: 'unknown-user' } });
  });

  it.each([
    ['its user', { text: 'U-09999' }],
    ['how it stands', { mark: 'failed' }],
    ['its vendor', { vendor: TELLS }],
    ['its certificate', { certificateId: 7 }],
    ['its box and end', { box: 'settled', reason: 'refused' }],
    ['its push id', { text: pushIdOf('demo', 'm-1', 'u-09999') }],
  ])('are found by %s', (_, filter) => {
    expect(all.filter(isIn(filter)).map(({ user }) => user)).toEqual(['u-09999']);
  });

  it('are counted by what a filter can offer', () => {
    expect(facetsOf(all)).toEqual({
      marks: [
        { mark: 'stopped', count: 10_000 },
        { mark: 'failed', count: 1 },
      ],
      vendors: [{ vendor: TELLS, count: 1 }],
    });
    expect(all.filter(isIn({ text: targetIdOf('x', 'y') }))).toEqual([]);
  });
});
