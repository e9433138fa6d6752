import type { Sealed } from '@offline-push/contracts';
import fc from 'fast-check';
import type { Certificate, Version } from './certificate';
import { versionsAt } from './effective';
import {
  createCertificate,
  editCertificate,
  makesVersion,
  nextVersionOf,
  saveAsItIs,
  switchCertificate,
} from './save-certificate';

const MINUTES = 60_000;
const NOON = 1_790_000_000_000;
const boxOf = (text: string): Sealed => ({
  keyId: 'k1',
  nonce: 'AAAAAAAAAAAAAAAA',
  box: text.padEnd(22, '-'),
});

const keptAs = (text: string) => ({ credential: boxOf(text), ends: null });

const created = (effectiveAfterMs = 10 * MINUTES): Certificate =>
  createCertificate(
    {
      id: 7,
      app: 'demo',
      vendor: 'acme',
      name: 'Acme',
      settings: { package: 'a' },
      ...keptAs('one'),
    },
    { nowMs: NOON, effectiveAfterMs },
  );

const edited = (found: Certificate, atMs: number, settings: Record<string, unknown>, kept = keptAs('same')) =>
  editCertificate(found, { name: found.name, settings, hasCredential: false }, kept, {
    nowMs: atMs,
    effectiveAfterMs: 10 * MINUTES,
  });

const numbersAt = (certificate: Certificate, atMs: number) => {
  const { current, next } = versionsAt(certificate, atMs);
  return [current?.version, next?.version];
};

describe('a certificate that was just created', () => {
  it.each([
    ['right after saving', 0, [undefined, 1]],
    ['a millisecond before its time', 10 * MINUTES - 1, [undefined, 1]],
    ['at its time', 10 * MINUTES, [1, undefined]],
    ['a year later', 365 * 24 * 60 * MINUTES, [1, undefined]],
  ])('%s: [in force, waiting]', (_, afterMs, expected) => {
    expect(numbersAt(created(), NOON + afterMs)).toEqual(expected);
  });

  it('is in force at once if the delay is 0', () => {
    expect(numbersAt(created(0), NOON)).toEqual([1, undefined]);
  });
});

describe('an edited certificate', () => {
  const editAt = NOON + 60 * MINUTES;
  const found = edited(created(), editAt, { package: 'b' });

  it('keeps its id and uses the previous version until the new one is due', () => {
    expect(found.id).toBe(7);
    expect(numbersAt(found, editAt)).toEqual([1, 2]);
    expect(numbersAt(found, editAt + 10 * MINUTES)).toEqual([2, undefined]);
  });

  it('replaces the version that waits, counts on, and keeps the one in force', () => {
    const again = edited(found, editAt + MINUTES, { package: 'c' });
    expect(numbersAt(again, editAt + MINUTES)).toEqual([1, 3]);
    expect(again.versions.map(({ settings }) => settings)).toEqual([{ package: 'a' }, { package: 'c' }]);
  });

  it('FF 4.8, 3.17: takes the time of the version that waits, so that who mends a typo does not wait anew', () => {
    const again = edited(found, editAt + 9 * MINUTES, { package: 'c' });
    expect(versionsAt(again, editAt + 9 * MINUTES).next).toMatchObject({
      version: 3,
      effectiveAtMs: editAt + 10 * MINUTES,
    });
    const early = edited(created(), NOON + 9 * MINUTES, { package: 'b' });
    expect(early.versions).toMatchObject([{ version: 2, effectiveAtMs: NOON + 10 * MINUTES }]);
  });

  it('3.8: is used at once if it is asked to be, also while another waits', () => {
    const edit = { name: 'Acme', settings: { package: 'c' }, hasCredential: false };
    const nowMs = editAt + MINUTES;
    const atOnce = editCertificate(found, edit, keptAs('same'), { nowMs, effectiveAfterMs: 0 });
    expect(numbersAt(atOnce, nowMs)).toEqual([3, undefined]);
    const asItWaits = saveAsItIs(found, 'Acme', { nowMs, effectiveAfterMs: 0 });
    expect(numbersAt(asItWaits, nowMs)).toEqual([2, undefined]);
    expect(asItWaits.revision).toBe(found.revision + 1);
  });

  it('drops the version that the one in force followed', () => {
    const later = edited(found, editAt + 60 * MINUTES, { package: 'c' });
    expect(later.versions.map(({ version }) => version)).toEqual([2, 3]);
  });

  it('has one version as long as none was ever in force', () => {
    const early = edited(created(), NOON + MINUTES, { package: 'b' });
    expect(early.versions.map(({ version }) => version)).toEqual([2]);
  });

  it('remembers in which version its credential was entered', () => {
    expect(found.versions.map(({ credentialVersion }) => credentialVersion)).toEqual([1, 1]);
    const renewed = editCertificate(
      found,
      { name: 'Acme', settings: { package: 'b' }, hasCredential: true },
      keptAs('new'),
      { nowMs: editAt, effectiveAfterMs: 0 },
    );
    expect(renewed.versions.at(-1)).toMatchObject({
      version: 3,
      credentialVersion: 3,
      credential: boxOf('new'),
    });
  });
});

describe('FF 1.11: what somebody does to have a credential tried again', () => {
  const when = { nowMs: NOON + MINUTES, effectiveAfterMs: 10 * MINUTES };
  const found = created(0);

  it('is told: saved as it is, enabled, edited; and makes no version that nobody asked for', () => {
    const saved = saveAsItIs(found, found.name, when);
    expect(saved).toEqual({ ...found, resumedAtMs: when.nowMs, changedAtMs: when.nowMs });
    const enabled = switchCertificate(found, 'enabled', when.nowMs);
    expect(enabled).toEqual(saved);
    expect(edited(found, when.nowMs, { package: 'b' }).resumedAtMs).toBe(when.nowMs);
  });

  it('is not told by who disables, or creates', () => {
    expect(switchCertificate(found, 'disabled', when.nowMs).resumedAtMs).toBeNull();
    expect(found.resumedAtMs).toBeNull();
  });
});

describe('changes', () => {
  it('grow in time even if the clock of the pod that makes them is behind', () => {
    const behind = switchCertificate(created(), 'disabled', NOON - 5 * MINUTES);
    expect(behind.changedAtMs).toBe(NOON + 1);
    expect(behind.revision).toBe(2);
  });

  it('that change nothing and ask for nothing leave the very same certificate', () => {
    const found = created();
    const disabled = switchCertificate(found, 'disabled', NOON + 1);
    expect(switchCertificate(disabled, 'disabled', NOON + 2)).toBe(disabled);
  });

  it.each([
    [
      'only a new name makes no new version',
      { name: 'Other', settings: { package: 'a' }, hasCredential: false },
      false,
    ],
    [
      'other settings make a new version',
      { name: 'Acme', settings: { package: 'b' }, hasCredential: false },
      true,
    ],
    [
      'a new credential makes a new version',
      { name: 'Acme', settings: { package: 'a' }, hasCredential: true },
      true,
    ],
  ])('%s', (_, edit, expected) => {
    expect(makesVersion(created(), edit)).toBe(expected);
  });

  it('take the same settings in another order of fields for the same', () => {
    const found = edited(created(), NOON, { package: 'b', click: { action: 'open-url', url: 'https://x' } });
    const settings = { click: { url: 'https://x', action: 'open-url' }, package: 'b' };
    expect(makesVersion(found, { name: 'Acme', settings, hasCredential: false })).toBe(false);
  });

  it('compare settings with those saved last, not with those in force', () => {
    const waiting = edited(created(), NOON + 60 * MINUTES, { package: 'b' });
    expect(makesVersion(waiting, { name: 'Acme', settings: { package: 'a' }, hasCredential: false })).toBe(
      true,
    );
    expect(nextVersionOf(waiting)).toBe(3);
  });
});

describe('two versions are enough', () => {
  /** Every version ever saved, except those that gave way while they waited. */
  const remembered = (all: readonly Version[], next: Version, nowMs: number): Version[] => [
    ...all.filter(({ effectiveAtMs }) => effectiveAtMs <= nowMs),
    next,
  ];
  const step = fc.record({ waitMs: fc.nat(30 * MINUTES), effectiveAfterMs: fc.nat(20 * MINUTES) });

  it('to say at any time what all of them would say, whatever was edited when and with which delay', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.nat(60 * MINUTES), (steps, laterMs) => {
        let found = created();
        let all: Version[] = [...found.versions];
        let nowMs = NOON;
        for (const [i, { waitMs, effectiveAfterMs }] of steps.entries()) {
          nowMs += waitMs;
          const edit = { name: 'Acme', settings: { i }, hasCredential: false };
          found = editCertificate(found, edit, keptAs('same'), { nowMs, effectiveAfterMs });
          all = remembered(all, found.versions.at(-1)!, nowMs);
        }
        const inForce = all.findLast(({ effectiveAtMs }) => effectiveAtMs <= nowMs + laterMs);
        expect(versionsAt(found, nowMs + laterMs).current).toEqual(inForce);
        expect(found.versions.at(-1)?.version).toBe(steps.length + 1);
      }),
    );
  });
});
