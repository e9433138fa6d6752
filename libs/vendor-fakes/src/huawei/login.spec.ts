// How we log in: the token endpoint's answers, and the JWT.
import { constants, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import type { Exchange } from '@offline-push/vendors/shared/http/http';
import { rsaKey } from '@offline-push/vendors/shared/access/jwt';
import type { ServiceAccount } from '@offline-push/vendors/huawei/credential';
import { LOGIN_ERRORS, loginAnswer } from '@offline-push/vendors/huawei/login-answer';
import { signedToken } from '@offline-push/vendors/huawei/login';
import { samplePrivateKey, samplePublicKey } from './sample-key';

const NOW_MS = 1_790_000_000_000;
const answer = (body: unknown, status = 200): Exchange => ({
  kind: 'answered',
  status,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const read = (body: unknown, status?: number) => loginAnswer(answer(body, status), NOW_MS);

describe("an answer of Huawei's login", () => {
  it('gives an access token and its end, with its slashes unescaped', () => {
    expect(read('{"access_token":"CF3Xl2\\/x==","expires_in":3600,"token_type":"Bearer"}')).toEqual({
      token: 'CF3Xl2/x==',
      expiresAtMs: NOW_MS + 3_600_000,
    });
  });
  it.each(LOGIN_ERRORS.map(({ code, means }) => [code, means] as const))('%s says that %s', (code, means) => {
    const [error, sub_error] = code.split('-').map(Number);
    expect(read({ error, ...(sub_error && { sub_error }), error_description: 'as it is' }, 400)).toEqual({
      verdict: {
        kind: 'credential-broken',
        code: `oauth-${code}`,
        detail: `Huawei does not let us log in: ${means}. Huawei says: as it is`,
      },
    });
  });
  it.each([
    ['an unknown error', { error: 1999 }],
    ['an unknown part of a known one', { error: 1101, sub_error: 1 }],
    ['an error in words of digits', { error: '1101' }],
    ['an error in a 200', { error: 1203, access_token: 'x', expires_in: 1 }],
  ])('with %s breaks the credential', (_what, body) => {
    expect(read(body, 200)).toMatchObject({ verdict: { kind: 'credential-broken' } });
  });
  it.each<[string, unknown, number, string]>([
    ['a web page', '<html>', 200, 'login-unreadable-answer'],
    ['no token', { expires_in: 3600 }, 200, 'login-unreadable-answer'],
    [
      'a token that would end its header',
      { access_token: 'a\r\nb', expires_in: 3600 },
      200,
      'login-unreadable-answer',
    ],
    ['a token that has ended', { access_token: 'a', expires_in: 0 }, 200, 'login-unreadable-answer'],
    ['a token without an end', { access_token: 'a', expires_in: 'soon' }, 200, 'login-unreadable-answer'],
    ['a token under 500', { access_token: 'a', expires_in: 3600 }, 500, 'login-http-500'],
    ['a ban by a network', '<html>', 403, 'login-http-403'],
    ['too many logins', '', 503, 'login-http-503'],
    ['trouble of its own (590)', '', 590, 'login-http-590'],
    ['too many logins, in words of its own', { error: 1101, sub_error: 20099 }, 503, 'login-http-503'],
    ['trouble of its own, in words of its own', { error: 1203 }, 500, 'login-http-500'],
    ['too many requests, in words of its own', { error: 1107 }, 429, 'login-http-429'],
  ])('with %s is tried again, and nobody was rung', (_what, body, status, code) => {
    expect(read(body, status)).toMatchObject({ verdict: { kind: 'unavailable', code, mayHaveRung: false } });
  });
  it('that never came is tried again; no push had left', () => {
    const silence: Exchange = { kind: 'no-answer', code: 'deadline', mayHaveArrived: true };
    expect(loginAnswer(silence, NOW_MS)).toMatchObject({ verdict: { code: 'deadline', mayHaveRung: false } });
  });
  it('waits as long as it says', () => {
    const busy: Exchange = { kind: 'answered', status: 503, body: '', retryAfterMs: 5_000 };
    expect(loginAnswer(busy, NOW_MS)).toMatchObject({ verdict: { retryAfterMs: 5_000 } });
  });
});

describe('a JWT of a service account', () => {
  const account: ServiceAccount = {
    project_id: '101653523863770079',
    key_id: 'k-1',
    private_key: samplePrivateKey,
    sub_account: '100000009',
  };
  const jwt = signedToken(account, rsaKey(samplePrivateKey)!, 1_790_000_000);
  const [header, claims, signature] = jwt.split('.') as [string, string, string];
  const read = (part: string) => Buffer.from(part, 'base64url').toString('utf8');
  const isGenuine = (signed: string, saltLength = 32) =>
    verify(
      'sha256',
      Buffer.from(signed),
      { key: createPublicKey(samplePublicKey), padding: constants.RSA_PKCS1_PSS_PADDING, saltLength },
      Buffer.from(signature, 'base64url'),
    );

  it('has the header and the claims of the page, byte for byte', () => {
    expect(read(header)).toBe('{"kid":"k-1","typ":"JWT","alg":"PS256"}');
    expect(read(claims)).toBe(
      '{"iss":"100000009","aud":"https://oauth-login.cloud.huawei.com/oauth2/v3/token","iat":1790000000,"exp":1790003600}',
    );
  });
  it('is signed by RSA-PSS with a salt of 32 bytes, and a changed byte spoils it', () => {
    expect(isGenuine(`${header}.${claims}`)).toBe(true);
    expect(isGenuine(`${header}.${claims}`, 20)).toBe(false);
    expect(isGenuine(`${header}.${claims.replace(/^./, 'f')}`)).toBe(false);
    expect(jwt).toMatch(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/);
  });
  it('takes a key whose line ends were copied as two characters, with blanks around', () => {
    expect(rsaKey(samplePrivateKey.replaceAll('\n', '\\n'))).toBeDefined();
    expect(rsaKey(` ${samplePrivateKey.replaceAll('\n', '\r\n')} `)).toBeDefined();
  });
  it('takes no key of another kind, and no half of one', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(rsaKey(privateKey.export({ type: 'pkcs8', format: 'pem' }) as string)).toBeUndefined();
    expect(rsaKey(samplePrivateKey.slice(0, 500))).toBeUndefined();
    expect(rsaKey(samplePublicKey)).toBeUndefined();
  });
});
