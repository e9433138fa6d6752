import { conforms } from '../conformance';
import { apns } from '@offline-push/vendors/apns/index';
import { ApnsFake } from './fake';
import { sample, tokenFor } from './sample';

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
