// Client: jose 6.2.18
//
// Judges the JWT of Huawei's service accounts with an independent JOSE library (npm jose), from both sides: the fake has to take what the
// library signs and nothing else, and the library has to take what the product signs. v3 has no client of its own.
//
// Arguments: base URL over HTTP, base URL over TLS (not used), folder with material.json. There `harmony` is the sample customer's app on
// HarmonyOS, with a JWT that the product signed a moment ago.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKeyPair, importPKCS8, importSPKI, jwtVerify, SignJWT } from 'jose';
import { check, expect } from './internal/checks.mjs';

const [baseUrl, , folder] = process.argv.slice(2);
const { tenant, harmony } = JSON.parse(readFileSync(join(folder, 'material.json'), 'utf8'));
const account = harmony.credential.serviceAccount;
const AUDIENCE = 'https://oauth-login.cloud.huawei.com/oauth2/v3/token';
const HOUR = 3600;

const now = () => Math.floor(Date.now() / 1000);
const publicKey = await importSPKI(tenant.serviceAccounts[0].publicKey, 'PS256');

async function signed({
  alg = 'PS256',
  kid = account.key_id,
  key,
  age = 0,
  life = HOUR,
  audience = AUDIENCE,
} = {}) {
  return new SignJWT({})
    .setProtectedHeader({ kid, typ: 'JWT', alg })
    .setIssuer(account.sub_account)
    .setAudience(audience)
    .setIssuedAt(now() - age)
    .setExpirationTime(now() - age + life)
    .sign(key ?? (await importPKCS8(account.private_key, alg)));
}

async function push(jwt, tokens = ['ok-judge']) {
  const notification = {
    category: 'IM',
    title: '小红',
    body: '晚上 a=b&c+d%',
    clickAction: { actionType: 0, data: { conv: 'c_42' } },
    badge: { addNum: 1 },
    foregroundShow: true,
    notifyId: 12345,
  };
  const response = await fetch(`${baseUrl}/v3/${account.project_id}/messages:send`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${jwt}`, 'push-type': '0' },
    body: JSON.stringify({
      payload: { notification },
      target: { token: tokens },
      pushOptions: { testMessage: false, ttl: 86400, biTag: 'task-7' },
    }),
  });
  const text = await response.text();
  return { status: response.status, text, ...(text.startsWith('{') && JSON.parse(text)) };
}

const changed = (text, at) => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);

async function refused(code, jwt) {
  const answer = await push(jwt);
  expect('code', code, answer.code);
  return answer.msg;
}

await check('sends one', async () => {
  const answer = await push(await signed());
  expect('code', '80000000', answer.code);
  return answer.requestId;
});
await check('sends a batch with dead tokens', async () => {
  const answer = await push(await signed(), ['ok-judge-1', 'dead-judge-1', 'noRight-judge']);
  expect('code', '80100000', answer.code);
  expect(
    'illegal tokens',
    '{"success":1,"failure":2,"illegalTokens":{"tokenFormatError":["dead-judge-1"],"noRight":["noRight-judge"]}}',
    answer.msg,
  );
  return answer.msg;
});
await check('a dead token', async () => {
  const answer = await push(await signed(), ['dead-judge']);
  expect('code', '80300007', answer.code);
  return answer.msg;
});
await check('a throttled call', async () => {
  const answer = await push(await signed(), ['busy-judge']);
  expect('status', 503, answer.status);
  return `status ${answer.status}`;
});
await check('a wrong credential', async () => {
  const { privateKey } = await generateKeyPair('PS256');
  return refused('80200001', await signed({ key: privateKey }));
});
await check('an unknown key id', async () => refused('80200001', await signed({ kid: 'another-key' })));
await check('another audience', async () =>
  refused('80200001', await signed({ audience: 'https://example.com' })),
);
await check('RS256 of the same key', async () => refused('80200001', await signed({ alg: 'RS256' })));
await check('PS384 of the same key', async () => refused('80200001', await signed({ alg: 'PS384' })));
await check('a changed byte of the signature', async () => {
  const jwt = await signed();
  return refused('80200001', changed(jwt, jwt.length - 40));
});
await check('a changed byte of the claims', async () => {
  const jwt = await signed();
  return refused('80200001', changed(jwt, jwt.indexOf('.') + 12));
});
await check('a JWT that has ended', async () => refused('80200005', await signed({ age: 2 * HOUR })));
await check('a JWT of more than a day', async () => refused('80300036', await signed({ life: 25 * HOUR })));

await check("takes the product's JWT", async () => {
  const { payload, protectedHeader } = await jwtVerify(harmony.jwt, publicKey, {
    algorithms: ['PS256'],
    typ: 'JWT',
    issuer: account.sub_account,
    audience: AUDIENCE,
    requiredClaims: ['iat', 'exp'],
  });
  expect(
    'header',
    JSON.stringify({ kid: account.key_id, typ: 'JWT', alg: 'PS256' }),
    JSON.stringify(protectedHeader),
  );
  expect('claims', 'aud,exp,iat,iss', Object.keys(payload).sort().join());
  expect('life', HOUR, payload.exp - payload.iat);
  return JSON.stringify(protectedHeader);
});
await check("not the product's JWT with a changed byte", async () => {
  const spoiled = [harmony.jwt.length - 40, harmony.jwt.indexOf('.') + 12].map((at) =>
    changed(harmony.jwt, at),
  );
  for (const jwt of spoiled) {
    const error = await jwtVerify(jwt, publicKey).then(
      () => undefined,
      (failure) => failure,
    );
    expect('error', 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED', error?.code);
  }
  return `${spoiled.length} spoiled`;
});
