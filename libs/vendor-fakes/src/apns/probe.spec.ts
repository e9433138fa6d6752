// Is the credential good, and if not, which field is it?
import { connectionTo } from '../conformance';
import { FakeHost } from '../host/host';
import { type Listening, serveFakes } from '../host/serve';
import { MemoryWitness } from '../host/witness';
import type { Verdict } from '@offline-push/vendors/vendor';
import { apns } from '@offline-push/vendors/apns/index';
import { ApnsFake } from './fake';
import { judgeProbe, probe } from '@offline-push/vendors/apns/probe';
import { SAMPLE_P12 } from './sample-certificate';
import { sample } from './sample';

let fake: ApnsFake;
let server: Listening;
beforeEach(async () => {
  fake = new ApnsFake();
  fake.admit(sample.tenant);
  server = await serveFakes(new FakeHost([fake], new MemoryWitness()));
});
afterEach(() => server.close());

const ask = (credential: unknown, settings: object = {}) =>
  probe(
    connectionTo(apns, server.url, credential, { ...sample.settings, ...settings }) as Parameters<
      typeof probe
    >[0],
    2_000,
  );

describe('the probe of a credential', () => {
  it('finds a good one good, and rings nobody', async () => {
    expect(await ask(sample.credential)).toEqual({ result: 'good' });
    expect(fake.phones.count()).toMatchObject({ phones: 0 });
  });
  it.each<[string, unknown, object, string, RegExp]>([
    [
      'a key that does not belong to its id',
      sample.wrongCredential,
      {},
      '',
      /Key ID and Team ID do not belong together/,
    ],
    ['an unknown Key ID', { ...sample.credential, keyId: 'ZZZ1234567' }, {}, '', /Key ID/],
    ['an unknown Team ID', { ...sample.credential, teamId: 'ZZZZ123456' }, {}, '', /Team ID/],
    [
      'a bundle ID of somebody else',
      sample.credential,
      { bundleId: 'com.example.other' },
      '/bundleId',
      /bundle ID/,
    ],
    ['no key at all', { ...sample.credential, privateKey: 'x' }, {}, '/privateKey', /P-256/],
    [
      'a wrong password',
      { type: 'p12', p12: SAMPLE_P12, password: 'wrong' },
      {},
      '/password',
      /does not open/,
    ],
  ])('finds %s', async (_what, credential, settings, field, says) => {
    expect(await ask(credential, settings)).toEqual({
      result: 'wrong',
      field,
      says: expect.stringMatching(says),
    });
  });
  it('finds a key for the other environment', async () => {
    const { keys } = sample.tenant as { keys: object[] };
    fake.admit({ ...sample.tenant, keys: [{ ...keys[0], environments: ['development'] }] });
    expect(await ask(sample.credential)).toMatchObject({ result: 'wrong', field: '/environment' });
  });
  it('says so when Apple cannot be asked', async () => {
    await server.close();
    expect(await ask(sample.credential)).toEqual({
      result: 'unknown',
      says: expect.stringMatching(/econnrefused/),
    });
  });
  it.each<[string, Verdict, object]>([
    ['a dead token', { kind: 'token-dead', code: 'Unregistered' }, { result: 'good' }],
    ['a throttle', { kind: 'throttled', code: 'TooManyProviderTokenUpdates' }, { result: 'unknown' }],
    [
      'a certificate of the other environment',
      { kind: 'credential-broken', code: 'BadCertificateEnvironment' },
      { result: 'wrong', field: '/environment' },
    ],
    [
      'a certificate where a key is needed',
      { kind: 'credential-broken', code: 'MissingProviderToken' },
      { result: 'wrong', field: '/type' },
    ],
  ])('understands %s', (_what, verdict, answer) => expect(judgeProbe(verdict)).toMatchObject(answer));
});
