// FCM: what every vendor does, the messages as they go over the wire, and how calls are made.
import { conforms } from '../conformance';
import { fcm } from '.';
import { FcmFake } from './fake';
import { sample } from './sample';
import type { FcmSettings } from './credential';

const settings = sample.settings as FcmSettings;

conforms({
  vendor: fcm,
  newFake: () => new FcmFake(),
  tenant: sample.tenant,
  credential: sample.credential,
  wrongCredential: sample.wrongCredential,
  settings,
  forbiddenTokens: ['a.b', 'a/b', 'x'.repeat(1025)],
  features: { tokensPerCall: 1, showsOnce: false },
});
