// Meizu: what every vendor does.
import { conforms } from '../conformance';
import { meizu } from '@offline-push/vendors/meizu/index';
import type { MeizuSettings } from '@offline-push/vendors/meizu/credential';
import { MeizuFake } from './fake';

const settings: MeizuSettings = {
  packageName: 'com.example.im',
  appId: '100999',
  click: { action: 'open-app' },
};
const credential = { appSecret: '0123456789abcdef0123456789abcdef', receiptToken: 'token-of-the-console' };

conforms({
  vendor: meizu,
  newFake: () => new MeizuFake(),
  tenant: { appId: '100999', appSecret: credential.appSecret, packageNames: ['com.example.im'] },
  credential,
  wrongCredential: { appSecret: 'another-secret' },
  settings,
  forbiddenTokens: ['a;b', 'x'.repeat(257), 'a.b', 'a+b', 'a=b'],
  features: { tokensPerCall: 100, showsOnce: false, lifetimeStepMs: 3_600_000 },
  isChat: (wire) => wire.includes('"noticeMsgType":1'),
  isSilent: (wire) => wire.includes('"sound":0'),
});
