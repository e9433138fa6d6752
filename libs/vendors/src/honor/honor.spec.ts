// Honor: what every vendor does, the requests as they go over the wire, and how calls are packed.
import { conforms } from '../conformance';
import { honor } from '.';
import type { HonorSettings } from './credential';
import { HonorFake } from './fake';

const settings: HonorSettings = {
  appId: '104400000',
  clientId: '220500000',
  click: { action: 'open-app' },
};
const credential = { clientSecret: 'SEC/RET=of-the-push-page' };

conforms({
  vendor: honor,
  newFake: () => new HonorFake(),
  tenant: { ...credential, appIds: ['104400000'], clientId: '220500000' },
  credential,
  wrongCredential: { clientSecret: 'another-secret' },
  settings,
  forbiddenTokens: ['a;b', 'x'.repeat(513), "a'b", 'a\\b', '{a}', 'a[0]'],
  features: { tokensPerCall: 1000, showsOnce: false },
});
