import { conforms } from '@offline-push/vendor-fakes/conformance';
import { apns } from '.';
import { ApnsFake } from '@offline-push/vendor-fakes/apns/fake';
import { sample, tokenFor } from '@offline-push/vendor-fakes/apns/sample';

conforms({
  vendor: apns,
  newFake: () => new ApnsFake(),
  tenant: sample.tenant,
  credential: sample.credential,
  wrongCredential: sample.wrongCredential,
  settings: sample.settings,
  forbiddenTokens: [
    'abc',
    'zz'.repeat(32),
    '0x'.repeat(32),
    'ab'.repeat(101),
    `${'ab'.repeat(32)}.`,
    `../${'ab'.repeat(32)}`,
  ],
  tokenFor,
  alsoWritten: (token) => [
    token.toUpperCase(),
    `${token}.${'ab'.repeat(32)}`,
    `${token.toUpperCase()}.${'CD'.repeat(32)}`,
  ],
  features: { tokensPerCall: 1, showsOnce: false, saysYesWithoutWords: true },
  isSilent: (wire) => !wire.includes('"sound"'),
});
