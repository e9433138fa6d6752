// A credential is tried without ringing anybody, and the answer names the wrong field.
import { FakeHost } from '../host/host';
import { type Listening, serveFakes } from '../host/serve';
import { MemoryWitness } from '../host/witness';
import { connectionTo } from '../conformance';
import { meizu } from '@offline-push/vendors/meizu/index';
import { MeizuFake } from './fake';
import { judge } from '@offline-push/vendors/meizu/probe';

const settings = { packageName: 'com.example.im', appId: '100999', click: { action: 'open-app' } };
const credential = { appSecret: '0123456789abcdef0123456789abcdef' };

describe("a probe of Meizu's", () => {
  let fake: MeizuFake;
  let host: FakeHost;
  let witness: MemoryWitness;
  let server: Listening;

  beforeEach(async () => {
    fake = new MeizuFake();
    witness = new MemoryWitness();
    host = new FakeHost([fake], witness);
    fake.admit({ appId: '100999', ...credential });
    server = await serveFakes(host);
  });
  afterEach(() => server.close());

  const probe = (more: { credential?: object; settings?: object; url?: string; deadlineMs?: number } = {}) =>
    meizu.probe(
      connectionTo(
        meizu,
        more.url ?? server.url,
        { ...credential, ...more.credential },
        { ...settings, ...more.settings },
      ) as Parameters<typeof meizu.probe>[0],
      more.deadlineMs ?? 10_000,
    );

  it('is good for a good credential, and pushes nothing', async () => {
    expect(await probe()).toEqual({ result: 'good' });
    expect(witness.calls).toMatchObject([{ path: expect.stringMatching(/dailyPushStatics$/), targets: 0 }]);
  });
  it.each<[string, object, string, RegExp]>([
    ['AppSecret', { credential: { appSecret: 'the-app-key' } }, '/appSecret', /AppKey/],
    ['AppID', { settings: { appId: '5' } }, '/appId', /AppID/],
  ])('names a wrong %s', async (_what, wrong, field, says) => {
    expect(await probe(wrong)).toEqual({ result: 'wrong', field, says: expect.stringMatching(says) });
  });
  it('says that an app is blocked', async () => {
    fake.admit({ appId: '100999', ...credential, enabled: false });
    expect(await probe()).toEqual({ result: 'wrong', field: '', says: 'Meizu has blocked this app.' });
  });
  it.each([
    ['is busy', { do: 'code' }, /code 110010/],
    ['answers with a web page', { do: 'garbage' }, /no answer that could be read/],
    ['fails', { do: 'status', status: 500 }, /code 1001/],
    ['fails behind its front', { do: 'gateway', status: 500 }, /no answer that could be read/],
    ['hangs', { do: 'hang' }, /deadline/],
  ])('leaves it open when Meizu %s', async (_what, script, says) => {
    host.scriptsOf('meizu')!.add(script);
    expect(await probe({ deadlineMs: 200 })).toEqual({
      result: 'unknown',
      says: expect.stringMatching(says),
    });
  });
  it('leaves it open when nobody is there', async () => {
    expect(await probe({ url: 'http://push.invalid' })).toMatchObject({ result: 'unknown' });
  });
  it('asks the service that the app is registered at', async () => {
    const there = { api: 'http://push.invalid', overseas: `${server.url}/meizu` };
    const connection = {
      ...connectionTo(meizu, server.url, credential, { ...settings, region: 'overseas' }),
      endpoints: there,
    };
    expect(await meizu.probe(connection as Parameters<typeof meizu.probe>[0], 10_000)).toEqual({
      result: 'good',
    });
  });
  it.each([
    ['110001', '/appSecret'],
    ['110033', '/appSecret'],
    ['110031', '/packageName'],
  ])('takes %s for %s', (code, field) => {
    expect(judge(code)).toMatchObject({ result: 'wrong', field });
  });
});
