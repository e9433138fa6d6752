// Client: node-apn 8.1.0, jose 6.2.18
//
// Judges the fake of APNs with node-apn (npm @parse/node-apn), and the product's provider token with an independent JOSE library (npm jose).
//
// Arguments: base URL over HTTP (not used), base URL over TLS, folder with material.json and ca.pem. node-apn is pointed at the fake as its
// page says: address, port and authority. It tries 429, 503 and an old provider token three times more without delay: that is its own.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import apn from '@parse/node-apn';
import { importPKCS8, importSPKI, jwtVerify, SignJWT } from 'jose';
import { check, expect } from './internal/checks.mjs';

const [, tlsUrl, folder] = process.argv.slice(2);
const { tenant, credential, wrongCredential, certificate, settings, jwt } = JSON.parse(
  readFileSync(join(folder, 'material.json'), 'utf8'),
);
const { hostname: address, port } = new URL(tlsUrl);
const ca = readFileSync(join(folder, 'ca.pem'));
const providers = [];

const tokenFor = (word) => Buffer.from(word).toString('hex').padEnd(64, '0');

function providerOf(login) {
  const provider = new apn.Provider({ address, port: Number(port), ca, production: true, ...login });
  providers.push(provider);
  return provider;
}
const withKey = ({ keyId, teamId, privateKey }) => ({ token: { key: privateKey, keyId, teamId } });

/** Everything that the library can say. */
function message(fields = {}) {
  const note = new apn.Notification({
    alert: { title: 'Ann', subtitle: 'Team', body: 'lunch?' },
    badge: 3,
    sound: 'ding.caf',
    threadId: 'c2c_u100',
    mutableContent: 1,
    payload: { ext: '{"conv":"c2c_u100"}' },
    topic: settings.bundleId,
    pushType: 'alert',
    priority: 10,
    collapseId: 'c1',
    expiry: Math.floor(Date.now() / 1000) + 3600,
    id: '0c6b1f5e-6a1e-4c0a-9d3d-2f3a5b6c7d8e',
  });
  return Object.assign(note, fields);
}

const client = providerOf(withKey(credential));

await check('sends one', async () => {
  const { sent, failed } = await client.send(message(), tokenFor('ok-judge-1'));
  expect('failed', '[]', JSON.stringify(failed));
  expect('sent', tokenFor('ok-judge-1'), sent[0]?.device);
  return sent[0].device;
});
await check('sends a batch', async () => {
  const devices = Array.from({ length: 200 }, (_, i) => tokenFor(`ok-batch-${i}`));
  const { sent, failed } = await client.send(message(), devices);
  expect('failed', '[]', JSON.stringify(failed));
  expect('sent', devices.length, new Set(sent.map(({ device }) => device)).size);
  return `${sent.length} sent`;
});
await check('a dead token', () => refused(client, 'dead-judge', 410, 'Unregistered'));
await check('a dead token in a batch', async () => {
  const devices = ['ok-judge-2', 'dead-judge-2', 'ok-judge-3'].map(tokenFor);
  const { sent, failed } = await client.send(message(), devices);
  expect('sent', 2, sent.length);
  expect('failed', tokenFor('dead-judge-2'), failed.map(({ device }) => device).join());
  return `${sent.length} sent, ${failed.length} failed`;
});
await check('a malformed token', () => refused(client, 'malformed-judge', 400, 'BadDeviceToken'));
// Spoils its connection, so it has one of its own.
await check('a throttled call', () =>
  refused(providerOf(withKey(credential)), 'busy-judge', 429, 'TooManyProviderTokenUpdates'),
);
await check("an overload in Apple's own words", () =>
  refused(client, 'http503-judge', 503, 'ServiceUnavailable'),
);
await check('a topic of somebody else', () =>
  refused(client, 'ok-judge-4', 400, 'TopicDisallowed', { topic: 'com.example.other' }),
);
await check('a body that is too big', () =>
  refused(client, 'ok-judge-5', 413, 'PayloadTooLarge', { payload: { ext: 'x'.repeat(4096) } }),
);
await check('a wrong credential', () =>
  refused(providerOf(withKey(wrongCredential)), 'ok-judge-6', 403, 'InvalidProviderToken'),
);
await check('a certificate', async () => {
  const login = { pfx: Buffer.from(certificate.p12, 'base64'), passphrase: certificate.password };
  const { sent, failed } = await providerOf(login).send(message(), tokenFor('ok-judge-7'));
  expect('failed', '[]', JSON.stringify(failed));
  return sent[0].device;
});

const publicKey = await importSPKI(tenant.keys[0].publicKey, 'ES256');
await check("takes the product's provider token", async () => {
  const { payload, protectedHeader } = await jwtVerify(jwt, publicKey, {
    algorithms: ['ES256'],
    issuer: credential.teamId,
    requiredClaims: ['iat'],
  });
  expect('header', JSON.stringify({ alg: 'ES256', kid: credential.keyId }), JSON.stringify(protectedHeader));
  expect('claims', 'iat,iss', Object.keys(payload).sort().join());
  expect('signature', 64, Buffer.from(jwt.split('.')[2], 'base64url').length);
  return JSON.stringify(payload);
});
await check("not the product's provider token with a changed byte", async () => {
  const at = jwt.length - 40;
  const spoiled = jwt.slice(0, at) + (jwt[at] === 'A' ? 'B' : 'A') + jwt.slice(at + 1);
  const error = await jwtVerify(spoiled, publicKey).then(
    () => undefined,
    (failure) => failure,
  );
  expect('error', 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED', error?.code);
  return error.code;
});
await check('is what jose signs', async () => {
  const key = await importPKCS8(credential.privateKey, 'ES256');
  const theirs = await new SignJWT({})
    .setProtectedHeader({ alg: 'ES256', kid: credential.keyId })
    .setIssuer(credential.teamId)
    .setIssuedAt()
    .sign(key);
  const [header, claims] = theirs.split('.').map((part) => Buffer.from(part, 'base64url').toString());
  const [ourHeader, ourClaims] = jwt.split('.').map((part) => Buffer.from(part, 'base64url').toString());
  expect('header', header, ourHeader);
  expect(
    'claims',
    Object.keys(JSON.parse(claims)).sort().join(),
    Object.keys(JSON.parse(ourClaims)).sort().join(),
  );
  return header;
});

for (const provider of providers) await provider.shutdown();

async function refused(provider, word, status, reason, fields) {
  const { sent, failed } = await provider.send(message(fields), tokenFor(word));
  expect('sent', 0, sent.length);
  expect('status', status, failed[0].status);
  expect('reason', reason, failed[0].response?.reason);
  return failed[0].response.reason;
}
