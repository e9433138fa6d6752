// Google's token endpoint, imitated: what it signs up to, and for whom it gives nothing.
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { assertionOf, AUDIENCE, privateKeyOf, SCOPE } from '@offline-push/vendors/fcm/for-fakes';
import type { FcmCredential } from '@offline-push/vendors/fcm/for-fakes';
import { Accounts } from './fake-accounts';
import type { FcmTenant } from './fake-tenant';
import { sample } from './sample';

const credential = sample.credential as FcmCredential;
const key = privateKeyOf(credential)!;
const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

const accounts = new Accounts();
accounts.admit(sample.tenant as FcmTenant);

const login = (assertion: string, grant = GRANT_TYPE): Record<string, unknown> => {
  const form = new URLSearchParams({ assertion, grant_type: grant }).toString();
  const { status, body } = accounts.login(form, '127.0.0.1:9999', Date.now());
  return { status, ...(JSON.parse(body) as object) };
};

describe('the fake token endpoint gives access tokens', () => {
  const nowSeconds = () => Math.floor(Date.now() / 1000);
  const claims = (more: Record<string, unknown> = {}) => ({
    iss: credential.client_email,
    scope: SCOPE,
    aud: AUDIENCE,
    iat: nowSeconds(),
    exp: nowSeconds() + 3600,
    ...more,
  });
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const jwt = (fields: object, header: object = { alg: 'RS256', typ: 'JWT' }, by: KeyObject = key) => {
    const input = `${encoded(header)}.${encoded(fields)}`;
    return `${input}.${sign('sha256', Buffer.from(input), by).toString('base64url')}`;
  };
  /** As the Go and the Java SDK claim it. */
  const GO_SCOPES = [
    'cloud-platform',
    'datastore',
    'devstorage.full_control',
    'firebase',
    'identitytoolkit',
    'userinfo.email',
  ]
    .map((name) => `https://www.googleapis.com/auth/${name}`)
    .join(' ');

  it.each<[string, () => string]>([
    ['to our own client', () => assertionOf(credential, key, Date.now())],
    ["at Google's other address", () => jwt(claims({ aud: 'https://www.googleapis.com/oauth2/v4/token' }))],
    ["to Google's Node library, which sends no type", () => jwt(claims(), { alg: 'RS256' })],
    [
      'to the Go SDK with its scopes and our own address',
      () =>
        jwt(claims({ scope: GO_SCOPES, aud: 'http://127.0.0.1:9999/fcm/token' }), {
          alg: 'RS256',
          typ: 'JWT',
          kid: 'kid1',
        }),
    ],
    [
      'to a clock four minutes ahead',
      () => jwt(claims({ iat: nowSeconds() + 240, exp: nowSeconds() + 3600 })),
    ],
  ])('%s', (_what, assertion) => {
    expect(login(assertion())).toMatchObject({
      status: 200,
      access_token: expect.stringMatching(/^ya29\./),
      expires_in: 3599,
      token_type: 'Bearer',
    });
  });
  it.each<[string, () => string, string, RegExp]>([
    [
      'an unknown account',
      () => jwt(claims({ iss: 'a@b.iam.gserviceaccount.com' })),
      'invalid_grant',
      /account not found/,
    ],
    [
      'a signature of another key',
      () => jwt(claims(), undefined, generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey),
      'invalid_grant',
      /Invalid JWT Signature/,
    ],
    [
      'claims that were changed after signing',
      () => jwt(claims()).replace(/\.[^.]+\./, `.${encoded(claims({ scope: GO_SCOPES }))}.`),
      'invalid_grant',
      /Invalid JWT Signature/,
    ],
    [
      'no signature',
      () => `${encoded({ alg: 'none' })}.${encoded(claims())}.`,
      'invalid_grant',
      /Bad Request/,
    ],
    ['a signature by a shared secret', () => jwt(claims(), { alg: 'HS256' }), 'invalid_grant', /Bad Request/],
    [
      'an audience elsewhere',
      () => jwt(claims({ aud: 'https://example.com/token' })),
      'invalid_grant',
      /audience/,
    ],
    ['a life of two hours', () => jwt(claims({ exp: nowSeconds() + 7200 })), 'invalid_grant', /short-lived/],
    [
      'a clock an hour behind',
      () => jwt(claims({ iat: nowSeconds() - 7200, exp: nowSeconds() - 3600 })),
      'invalid_grant',
      /short-lived/,
    ],
    [
      'a clock ten minutes ahead',
      () => jwt(claims({ iat: nowSeconds() + 600, exp: nowSeconds() + 1200 })),
      'invalid_grant',
      /short-lived/,
    ],
    ['times that are texts', () => jwt(claims({ iat: 'now', exp: 'later' })), 'invalid_grant', /short-lived/],
    ['a scope for something else', () => jwt(claims({ scope: `${SCOPE}.x` })), 'invalid_scope', /scope/],
    ['nonsense', () => 'a.b.c', 'invalid_grant', /Bad Request/],
  ])('to nobody with %s', (_what, assertion, error, words) => {
    expect(login(assertion())).toMatchObject({
      status: 400,
      error,
      error_description: expect.stringMatching(words),
    });
  });
  it('by this grant only', () => {
    expect(login(jwt(claims()), 'password')).toMatchObject({
      error: 'unsupported_grant_type',
    });
  });
});
