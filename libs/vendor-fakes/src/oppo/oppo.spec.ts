// OPPO: what every vendor does.
import { conforms } from '../conformance';
import { oppo } from '@offline-push/vendors/oppo/index';
import type { OppoSettings } from '@offline-push/vendors/oppo/credential';
import { OppoFake } from './fake';

const settings: OppoSettings = {
  click: { action: 'open-app' },
  channelId: 'im_msg',
  template: { id: 'T1', titleParameters: { who: 'title' }, contentParameters: { what: 'text' } },
};
const credential = { appKey: 'demoAppKey0001', masterSecret: 'demoMasterSecret0001' };

conforms({
  vendor: oppo,
  newFake: () => new OppoFake(),
  // An app that must use templates: vendors 3.1.
  tenant: {
    ...credential,
    channels: ['im_msg'],
    templates: { T1: { title: ['who'], content: ['what'] } },
    needsTemplate: true,
  },
  credential,
  wrongCredential: { ...credential, masterSecret: 'demoAppSecret0001' },
  settings,
  forbiddenTokens: ['a;b', 'a.b', 'x'.repeat(513), 'a/b'],
  features: { tokensPerCall: 1000, showsOnce: true },
  isChat: (wire) => wire.includes('"category":"IM"'),
  // The channel of the phone and the category decide.
  isSilent: () => false,
});
