// Checks only whether the keys of a credential are a pair, because no push service can be asked without a subscription.
import type { Connection, Probe } from '../vendor';
import { vapidOf } from './client';
import type { WebPushCredential, WebPushSettings } from './credential';
import { keyPairOf } from './vapid';

const NOBODY_TO_ASK =
  'The keys are of one pair. A push service can be asked with a subscription only, so none was.';

export function probe(connection: Connection<WebPushCredential, WebPushSettings>): Promise<Probe> {
  return Promise.resolve(judged(connection));
}

function judged(connection: Connection<WebPushCredential, WebPushSettings>): Probe {
  if (keyPairOf(connection.credential) === undefined)
    return { result: 'wrong', field: '/privateKey', says: 'It is no private key on P-256.' };
  return vapidOf(connection) === undefined
    ? { result: 'wrong', field: '/privateKey', says: 'privateKey and publicKey are not of one VAPID pair.' }
    : { result: 'good', checkedHereOnly: NOBODY_TO_ASK };
}
