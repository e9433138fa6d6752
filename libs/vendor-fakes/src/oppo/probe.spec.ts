// What an operator is told about a credential before it is saved.
import { Value } from '@sinclair/typebox/value';
import { connectionTo } from '../conformance';
import { FakeHost } from '../host/host';
import { type Listening, serveFakes } from '../host/serve';
import { MemoryWitness } from '../host/witness';
import type { Vendor } from '@offline-push/vendors/vendor';
import { oppo } from '@offline-push/vendors/oppo/index';
import { OppoFake } from './fake';
import type { OppoTenant } from './fake-tenant';
import { judge } from '@offline-push/vendors/oppo/probe';

const vendor: Vendor = oppo;
const credential = { appKey: 'demoAppKey0001', masterSecret: 'demoMasterSecret0001' };
const settings = { click: { action: 'open-app' } };

describe("OPPO's probe", () => {
  let fake: OppoFake;
  let server: Listening;
  let witness: MemoryWitness;
  beforeEach(async () => {
    fake = new OppoFake();
    witness = new MemoryWitness();
    fake.admit(credential satisfies OppoTenant);
    server = await serveFakes(new FakeHost([fake], witness));
  });
  afterEach(() => server.close());
  const probe = (given: object, url = server.url) =>
    vendor.probe(connectionTo(oppo, url, given, settings), 10_000);

  it('finds a good credential good, and pushes nothing', async () => {
    expect(await probe(credential)).toEqual({ result: 'good' });
    expect(witness.calls).toEqual([]);
  });
  it('tells a MasterSecret from another secret of the same page', async () => {
    expect(await probe({ ...credential, masterSecret: 'demoAppSecret0001' })).toMatchObject({
      result: 'wrong',
      field: '/masterSecret',
      says: expect.stringMatching(/AppSecret/),
    });
  });
  it('knows an unknown AppKey', async () => {
    expect(await probe({ ...credential, appKey: 'another' })).toMatchObject({
      result: 'wrong',
      field: '/appKey',
    });
  });
  it('says so when it could not ask', async () => {
    await server.close();
    expect(await probe(credential)).toEqual({
      result: 'unknown',
      says: 'OPPO could not be asked: econnrefused.',
    });
  });
  it('says so when nothing readable came back', async () => {
    expect(await probe(credential, `${server.url}/nobody`)).toMatchObject({ result: 'unknown' });
  });
  it.each([
    [14, 'wrong', '/appKey'],
    [15, 'wrong', '/appKey'],
    [16, 'wrong', '/masterSecret'],
    [17, 'wrong', '/masterSecret'],
    [28, 'wrong', ''],
    [30, 'wrong', ''],
  ])('reads %i as %s at "%s"', (code, result, field) => expect(judge(code)).toMatchObject({ result, field }));
  it.each([-2, -1, 13, 18, 19, 26, 55, 424242, undefined])('draws no conclusion from %s', (code) => {
    expect(judge(code)).toEqual({ result: 'unknown', says: expect.stringMatching(/^OPPO \w+.*\.$/) });
  });
});

describe("OPPO's forms", () => {
  const takesCredential = (fields: object) => Value.Check(oppo.credential, { ...credential, ...fields });
  const takesSettings = (fields: object) => Value.Check(oppo.settings, { ...settings, ...fields });

  it.each(['', 'with blank', ' x', '3000001', 'line\nbreak', 'ü', 'x'.repeat(129)])(
    'do not take %j for a key',
    (value) => {
      expect(takesCredential({ appKey: value })).toBe(false);
      expect(takesCredential({ masterSecret: value })).toBe(false);
    },
  );
  it('say in words that the AppSecret is not the MasterSecret', () => {
    const [error] = [...Value.Errors(oppo.credential, { ...credential, masterSecret: '' })];
    expect(error!.schema.description).toMatch(/not the AppSecret/);
  });
  it.each<[string, object]>([
    ['a channel with a blank', { channelId: 'a b' }],
    ['a category in lower case', { category: 'im' }],
    ['a level that is none', { notifyLevel: 8 }],
    ['a receipt address, which dispatch makes', { callback: 'https://x/' }],
    ['an AppID in letters', { appId: 'abc' }],
    ['a script for a click', { click: { action: 'open-url', url: 'javascript:alert(1)' } }],
    ['what it does not know', { masterSecret: 'x' }],
  ])('do not take %s', (_what, fields) => expect(takesSettings(fields)).toBe(false));
});
