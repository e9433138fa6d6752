// vivo: what every vendor does, and the forms that an operator fills in.
import { Value } from '@sinclair/typebox/value';
import { conforms } from '../conformance';
import { vivo } from '@offline-push/vendors/vivo/index';
import type { VivoSettings } from '@offline-push/vendors/vivo/credential';
import { VivoFake } from './fake';
import { sample } from './sample';

const settings: VivoSettings = { appId: '10004', click: { action: 'open-app' } };
const credential = {
  appKey: '11111111-2222-3333-4444-555555555555',
  appSecret: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
};

conforms({
  vendor: vivo,
  newFake: () => new VivoFake(),
  tenant: { appId: '10004', ...credential },
  credential,
  wrongCredential: { ...credential, appSecret: 'another-secret' },
  settings,
  forbiddenTokens: ['a;b', 'x'.repeat(513), 'a.b'],
  features: { tokensPerCall: 1000, showsOnce: false },
  isChat: (wire) => /"classification":1/.test(wire) || /"category":"IM"/.test(wire),
  isSilent: (wire) => wire.includes('"notifyType":1'),
});

describe("vivo's forms", () => {
  it.each(['', 'with blank ', ' x', '10004', 'line\nbreak', 'x'.repeat(129)])(
    'do not take %j for a key or a secret',
    (word) => {
      expect(Value.Check(vivo.credential, { ...credential, appKey: word })).toBe(false);
      expect(Value.Check(vivo.credential, { ...credential, appSecret: word })).toBe(false);
    },
  );
  it('say in words which value of the page is which', () => {
    const [error] = [...Value.Errors(vivo.credential, { ...credential, appSecret: '10004' })];
    expect(error!.schema.description).toMatch(/AppSecret.*AppKey.*AppID/);
  });
  it.each<Record<string, unknown>>([
    { appId: credential.appKey },
    { appId: '0' },
    { appId: '1'.repeat(16) },
    { category: 'im' },
    { bulkCategory: 'SPAM' },
    { receiptId: 'a b' },
    { callback: 'http://cb.example.com/vivo' },
    { testMode: 'yes' },
    { click: { action: 'open-url', url: 'javascript:alert(1)' } },
    { click: { action: 'open-page', page: 'https://x' } },
    { packageName: 'com.example.im' },
  ])('do not take %j', (wrong) => {
    expect(Value.Check(vivo.settings, { ...settings, ...wrong })).toBe(false);
  });
  it.each([
    '15554239157791000000009',
    'v2-CRExampleExampleExampleExampleExampleExampleExampleExample',
    'v3-later',
  ])('take the regId %j, whatever its length and generation', (regId) =>
    expect(vivo.token.problem(regId)).toBeUndefined(),
  );
  it('are those of the sample that the demo shows', () => {
    expect(Value.Check(vivo.credential, sample.credential)).toBe(true);
    expect(Value.Check(vivo.settings, sample.settings)).toBe(true);
    expect(new VivoFake().admit(sample.tenant)).toBeUndefined();
  });
});
