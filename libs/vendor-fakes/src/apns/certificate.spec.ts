// Files that operators upload in place of a .p12, and what we tell them.
import { Value } from '@sinclair/typebox/value';
import { apns } from '@offline-push/vendors/apns/index';
import { endOf } from '@offline-push/vendors/registry';
import type { Vendor } from '@offline-push/vendors/vendor';
import { certificateOf } from '@offline-push/vendors/apns/certificate';
import { LEGACY_P12, NO_KEY_P12, NO_PASSWORD_P12 } from '../../fixtures/p12-files';
import { SAMPLE_CERTIFICATE, SAMPLE_P12, SAMPLE_PASSWORD } from './sample-certificate';

const file = (p12: string, password = SAMPLE_PASSWORD) => ({ type: 'p12', p12, password }) as const;
const derOf = (pem: string) => pem.replace(/-----[A-Z ]+-----|\s/g, '');

describe('a .p12 file', () => {
  it('says when it ends, for which app it is and where it may be used', () => {
    expect(certificateOf(file(SAMPLE_P12))).toMatchObject({
      expiresAtMs: Date.parse('2125-06-18T12:52:41Z'),
      bundleId: 'com.example.im',
      environments: ['development', 'production'],
    });
    expect(endOf(apns as Vendor, file(SAMPLE_P12))).toEqual({
      what: 'p12',
      expiresAtMs: Date.parse('2125-06-18T12:52:41Z'),
    });
  });
  it('may have no password', () => {
    expect(certificateOf(file(NO_PASSWORD_P12, ''))).toMatchObject({ bundleId: 'com.example.im' });
  });
  it.each([
    ['a wrong password (corpus 74)', file(SAMPLE_P12, 'wrong'), '/password', /does not open/],
    ['no private key in it (corpus 74)', file(NO_KEY_P12), '/p12', /no private key/],
    ['the encryption of old exports', file(LEGACY_P12), '/p12', /openssl pkcs12 -legacy/],
    ['a certificate alone, as in a .cer', file(derOf(SAMPLE_CERTIFICATE)), '/p12', /no \.p12 file/],
    ['nonsense', file('MIIabc'), '/p12', /no \.p12 file/],
  ])('with %s is told apart in plain words', (_what, credential, field, says) => {
    expect(certificateOf(credential)).toMatchObject({ field, says: expect.stringMatching(says) });
    expect(endOf(apns as Vendor, credential)).toEqual({ what: 'p12', says: expect.stringMatching(says) });
  });
  it('of 5 MB is not even opened (corpus 74)', () => {
    expect(Value.Check(apns.credential, file('MI'.padEnd(5_000_000, 'A')))).toBe(false);
  });
  it('of the usual size is taken, in one line or many', () => {
    expect(Value.Check(apns.credential, file(SAMPLE_P12))).toBe(true);
    expect(Value.Check(apns.credential, file(SAMPLE_P12.replace(/.{76}/g, '$&\n')))).toBe(true);
  });
  it('is the only thing that ends: a key does not', () => {
    const key = { type: 'p8', keyId: 'ABC1234567', teamId: 'TEAM123456', privateKey: '' } as const;
    expect(endOf(apns as Vendor, key)).toEqual({ what: 'p8', says: expect.stringContaining('revoked') });
  });
});
