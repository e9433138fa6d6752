// Is this certificate good, and if not, which of its three values is wrong?
import { connectionTo } from '../conformance';
import { FakeHost } from '../host/host';
import { type Listening, serveFakes } from '../host/serve';
import { MemoryWitness } from '../host/witness';
import type { Probe } from '@offline-push/vendors/vendor';
import { honor } from '@offline-push/vendors/honor/index';
import { HonorFake } from './fake';
import { judge } from '@offline-push/vendors/honor/probe';

const settings = { appId: '104400000', clientId: 'CID', click: { action: 'open-app' } } as const;
const credential = { clientSecret: 'SECRET' };

describe('the probe', () => {
  let fake: HonorFake;
  let host: FakeHost;
  let server: Listening;

  beforeEach(async () => {
    fake = new HonorFake();
    expect(fake.admit({ appIds: ['104400000'], clientId: 'CID', ...credential })).toBeUndefined();
    host = new FakeHost([fake], new MemoryWitness());
    server = await serveFakes(host);
  });
  afterEach(() => server.close());

  const probe = (
    changes: Partial<typeof settings> | object = {},
    secret: object = credential,
    url = server.url,
  ) =>
    honor.probe(
      connectionTo(honor, url, secret, { ...settings, ...changes }) as Parameters<typeof honor.probe>[0],
      1_000,
    );

  it('finds a good certificate good, and no phone rings', async () => {
    expect(await probe()).toEqual({ result: 'good' });
    expect(fake.phones.count().shown).toBe(0);
  });
  it.each<[string, object, object, string, RegExp]>([
    ['a wrong Client Secret', {}, { clientSecret: 'other' }, '', /App Secret.*Honor says: Invalid client/],
    ['an App ID for a Client ID', { clientId: '104400000' }, credential, '', /not the App ID/],
    ['the App ID of another app', { appId: '104499999' }, credential, '/appId', /not for this App ID/],
  ])('says what is wrong with %s', async (_what, changes, secret, field, says) => {
    expect(await probe(changes, secret)).toEqual({
      result: 'wrong',
      field,
      says: expect.stringMatching(says),
    });
  });
  it('cannot tell while Honor is away', async () => {
    await server.close();
    expect(await probe()).toMatchObject({ result: 'unknown', says: expect.stringMatching(/econnrefused/) });
  });
  it('cannot tell while Honor answers late', async () => {
    host.scriptsOf('honor')!.add({ do: 'hang' });
    expect(await probe()).toMatchObject({ result: 'unknown', says: expect.stringMatching(/deadline/) });
  });
  it.each<[number, number | undefined, Probe['result']]>([
    [200, 200, 'good'],
    [400, 80100001, 'good'],
    [200, 80300007, 'good'],
    [403, 403, 'wrong'],
    [403, undefined, 'wrong'],
    [401, 80200003, 'wrong'],
    [200, 80300002, 'wrong'],
    [503, 503, 'unknown'],
    [429, 429, 'unknown'],
    [500, 81000001, 'unknown'],
    [404, 404, 'unknown'],
    [200, undefined, 'unknown'],
    [200, 7, 'unknown'],
  ])('takes HTTP %i with code %p for %s', (status, code, result) => {
    expect(judge(status, code).result).toBe(result);
  });
});
