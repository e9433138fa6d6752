import { KeyRing } from '@offline-push/service-kit';
import { sealContextOf } from '@offline-push/contracts';
import { createHash } from 'node:crypto';
import { carryCredential, resealCertificate, sealCredential } from './credential-box';
import { createCertificate } from './save-certificate';

const ringOf = (...ids: string[]): KeyRing =>
  KeyRing.parse(
    JSON.stringify({
      keys: ids.map((id) => ({ id, key: createHash('sha256').update(id).digest('base64') })),
    }),
  );

const ring = ringOf('k1');
const owner = { app: 'demo', id: 7, vendor: 'acme' };
const secret = { secret: 'planted' };
const place = { app: 'demo', certificateId: 7, version: 1, vendor: 'acme' };
const found = createCertificate(
  { ...owner, name: 'Acme', settings: {}, credential: sealCredential(ring, owner, 1, secret), ends: null },
  { nowMs: 1000, effectiveAfterMs: 0 },
);
const box = found.versions[0].credential;
const opened = (by: KeyRing, sealed: typeof box, at: typeof place): unknown =>
  JSON.parse(by.open(sealed, sealContextOf(at)).toString());

describe('a sealed credential', () => {
  it('opens for its app, certificate, version and vendor', () => {
    expect(opened(ring, box, place)).toEqual(secret);
  });

  it.each([
    ['another app', { app: 'other' }],
    ['another certificate', { certificateId: 8 }],
    ['another version', { version: 2 }],
    ['another vendor', { vendor: 'acme-2' }],
    ['a shift of the parts', { app: 'demo|7', certificateId: 1 }],
  ])('stays shut for %s', (_, other) => {
    expect(() => opened(ring, box, { ...place, ...other })).toThrow('cannot open');
  });

  it('that stays over an edit opens for the new version only', () => {
    const carried = carryCredential(ring, found, 2).credential;
    expect(opened(ring, carried, { ...place, version: 2 })).toEqual(secret);
    expect(() => opened(ring, carried, place)).toThrow('cannot open');
  });
});

describe('a new key that seals', () => {
  it('takes over every box, and readers of the topic see something newer', () => {
    const after = resealCertificate(ringOf('k2', 'k1'), found, 500);
    expect(opened(ringOf('k2'), after.versions[0].credential, place)).toEqual(secret);
    expect([after.changedAtMs, after.revision]).toEqual([1001, found.revision]);
  });

  it('leaves alone what it sealed itself', () => {
    expect(resealCertificate(ring, found, 2000)).toBe(found);
  });
});
