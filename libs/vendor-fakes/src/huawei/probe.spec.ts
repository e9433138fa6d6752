// Is a credential good, and if not, which field is wrong? Asked of the fake over real HTTP; no phone rings.
import { connectionTo } from '../conformance';
import { FakeHost } from '../host/host';
import { type Listening, serveFakes } from '../host/serve';
import { MemoryWitness } from '../host/witness';
import type { Probe } from '@offline-push/vendors/vendor';
import { huawei } from '@offline-push/vendors/huawei/index';
import type { HuaweiConnection } from '@offline-push/vendors/huawei/client';
import type { HuaweiSettings } from '@offline-push/vendors/huawei/credential';
import { HuaweiFake } from './fake';
import { judge } from '@offline-push/vendors/huawei/probe';
import { harmonySample, sample } from './sample';
import { samplePrivateKey } from './sample-key';

const android = sample.settings as HuaweiSettings;
const harmony = harmonySample.settings as HuaweiSettings;
const { serviceAccount } = harmonySample.credential as { serviceAccount: Record<string, string> };

describe('a probe of Huawei', () => {
  let fake: HuaweiFake;
  let host: FakeHost;
  let server: Listening;

  beforeEach(async () => {
    fake = new HuaweiFake();
    host = new FakeHost([fake], new MemoryWitness());
    fake.admit(sample.tenant);
    server = await serveFakes(host);
  });
  afterEach(async () => {
    expect(fake.phones.count().shown).toBe(0);
    await server.close();
  });

  const probe = (credential: object, settings: HuaweiSettings, url = server.url): Promise<Probe> =>
    huawei.probe(connectionTo(huawei, url, credential, settings) as HuaweiConnection, 1_000);

  it.each([
    ['v1', sample.credential, android],
    ['v2', sample.credential, { ...android, projectId: '101653523863770079' }],
    ['v1 with a service account', harmonySample.credential, android],
    ['v3', harmonySample.credential, harmony],
  ])('finds a good one for %s', async (_api, credential, settings) => {
    expect(await probe(credential, settings)).toEqual({ result: 'good' });
  });
  it.each<[string, object, HuaweiSettings, string, RegExp]>([
    ['a wrong secret', { clientSecret: 'other' }, android, '/clientSecret', /client secret is wrong/],
    ["another app's App ID", sample.credential, { ...android, appId: '5' }, '/clientSecret', /client ID or/],
    ["another app's project", sample.credential, { ...android, projectId: '5' }, '/projectId', /of one app/],
    [
      "another project's service account",
      { serviceAccount: { ...serviceAccount, project_id: '5' } },
      harmony,
      '/serviceAccount',
      /of one app/,
    ],
    [
      'a wrong key id',
      { serviceAccount: { ...serviceAccount, key_id: 'x' } },
      harmony,
      '/serviceAccount',
      /login/,
    ],
    [
      'half a key',
      { serviceAccount: { ...serviceAccount, private_key: samplePrivateKey.slice(0, 400) } },
      harmony,
      '/serviceAccount/private_key',
      /RSA/,
    ],
    ['a callback key alone', { callbackKey: 'k' }, android, '/clientSecret', /neither/],
    ['a secret for HarmonyOS', sample.credential, harmony, '/serviceAccount', /no client secret/],
  ])('names the field for %s', async (_what, credential, settings, field, says) => {
    expect(await probe(credential, settings)).toEqual({
      result: 'wrong',
      field,
      says: expect.stringMatching(says),
    });
  });
  it('says that push is switched off', async () => {
    fake.admit({ ...sample.tenant, enabled: false });
    expect(await probe(sample.credential, android)).toEqual({
      result: 'wrong',
      field: '',
      says: expect.stringMatching(/not enabled/),
    });
  });
  it('knows nothing when nobody answers, or too late', async () => {
    expect(await probe(sample.credential, android, 'http://127.0.0.1:9')).toEqual({
      result: 'unknown',
      says: 'Huawei could not be asked: econnrefused.',
    });
    host.scriptsOf('huawei')!.add({ do: 'hang' });
    expect(await probe(sample.credential, android)).toMatchObject({ result: 'unknown', says: /deadline/ });
  });
  it('takes words about the message for a good login', () => {
    expect(judge({ kind: 'refused', code: 'noPushTypeRight' }, harmony)).toEqual({ result: 'good' });
    expect(judge({ kind: 'throttled', code: 'http-503' }, harmony)).toMatchObject({ result: 'unknown' });
    expect(judge({ kind: 'credential-broken', code: '80200001' }, android)).toMatchObject({
      field: '/appId',
    });
  });
});
