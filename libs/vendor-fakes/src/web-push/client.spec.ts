// Where a push goes: to the host of its subscription, unless the operator put one in its place, and never inside.
import { hash } from 'node:crypto';
import { MemoryShelf } from '@offline-push/vendors/shared/access/memory-shelf';
import { tokenFor } from './sample';
import { sample } from './sample';
import { ANY_HOST } from '@offline-push/vendors/vendor';
import type { WebPushCredential, WebPushSettings } from '@offline-push/vendors/web-push/credential';
import { open } from '@offline-push/vendors/web-push/client';
import { plan } from '@offline-push/vendors/web-push/plan';
import { probe } from '@offline-push/vendors/web-push/probe';

const settings = sample.settings as WebPushSettings;
const connection = (credential = sample.credential) => ({
  credential: credential as WebPushCredential,
  settings,
  endpoints: { service: ANY_HOST },
  accessTokens: new MemoryShelf(),
});
const callTo = (origin: string) =>
  plan(
    [
      {
        ...{ targetId: hash('sha256', origin, 'base64url').slice(0, 22), messageKey: 'm', content: {} },
        ...{ token: tokenFor('ok-1', 'https://push.example.net'), expiresAtMs: Date.now() + 60_000 },
      },
    ],
    settings,
    Date.now(),
  ).calls.map((call) => ({ ...call, request: { ...call.request, origin } }))[0]!;

it('seam 3.8: a name that leads inside is called by nobody', async () => {
  const client = open(connection());
  const { verdicts } = await client.send(callTo('https://localhost:1'), 2_000);
  expect(verdicts).toEqual([{ kind: 'unavailable', code: 'no-public-address', mayHaveRung: false }]);
  await client.close();
});

it('keys that are not of one pair are told before anything is sent, as a matter of the certificate', async () => {
  const client = open(connection(sample.wrongCredential));
  const call = callTo('https://localhost:1');
  expect(await client.prepare?.(1_000, call)).toMatchObject({
    kind: 'credential-broken',
    code: 'vapid-keys-differ',
  });
  expect(await probe(connection(sample.wrongCredential))).toMatchObject({
    result: 'wrong',
    field: '/privateKey',
  });
  expect(await probe(connection({ privateKey: 'A'.repeat(43) }))).toMatchObject({ result: 'wrong' });
  expect(await probe(connection())).toMatchObject({ result: 'good', checkedHereOnly: expect.any(String) });
  await client.close();
});
