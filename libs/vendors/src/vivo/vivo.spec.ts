// vivo: what every vendor does.
import { conforms } from '../conformance';
import { vivo } from '.';
import type { VivoSettings } from './credential';
import { VivoFake } from './fake';

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
});
