// A key that nobody can read is refused when it is saved: no push of that certificate could ever be signed.
import { Value } from '@sinclair/typebox/value';
import { VENDORS } from '@offline-push/vendors/registry';
import { SAMPLE_P12 } from './apns/sample-certificate';

const NOTHING = 'Tm90aGluZyB0byBzZWUgaGVyZTogdGhpcyBpcyBubyBrZXkgYXQgYWxsLCBvbmx5IGJh'.slice(0, 64);
const pem = (...lines: string[]): string =>
  ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n');

describe('issue 10, stop 10: a key that cannot be read', () => {
  it.each([
    [
      'apns',
      { type: 'p8', keyId: 'ABC1234567', teamId: 'TEAM123456' },
      { privateKey: pem('MIGTAgEAMBMGByqGSM49AgEGCCqGSM49AwEH', NOTHING, NOTHING) },
      '/privateKey',
    ],
    ['apns', { type: 'p12', p12: SAMPLE_P12 }, { password: 'not-the-password' }, '/password'],
    ['apns', { type: 'p12', password: '' }, { p12: `MII${NOTHING}${NOTHING}` }, '/p12'],
    [
      'fcm',
      {
        type: 'service_account',
        project_id: 'my-chat-1a2b3',
        client_email: 'x@my-chat-1a2b3.iam.gserviceaccount.com',
      },
      { private_key: pem(NOTHING, NOTHING, NOTHING, NOTHING) },
      '/private_key',
    ],
    [
      'huawei',
      {},
      {
        serviceAccount: {
          ...{ project_id: '1', key_id: 'k', sub_account: 's' },
          private_key: pem(NOTHING, NOTHING, NOTHING),
        },
      },
      '/serviceAccount/private_key',
    ],
  ])('%s is refused with its field and never quoted', async (id, rest, secret, field) => {
    const vendor = VENDORS.find((one) => one.id === id)!;
    const credential = { ...rest, ...secret };
    expect([...Value.Errors(vendor.credential, credential)]).toEqual([]);
    const hurdle = await vendor.hurdle?.(credential);
    expect(hurdle).toMatchObject({ field, rule: expect.stringMatching(/\w/) });
    expect(hurdle?.rule).not.toContain(NOTHING);
    expect(hurdle?.rule).not.toContain('not-the-password');
  });
});
