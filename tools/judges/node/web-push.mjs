// Client: web-push 3.6.7, http_ece 1.2.1
//
// Judges the fake of Web Push with the library that most senders use (npm web-push), and what the product encrypts with an independent
// implementation of RFC 8188 (npm http_ece).
//
// Arguments: base URL over HTTP (not used: the library speaks TLS only), base URL over TLS, folder with material.json and ca.pem. The keys of
// a subscription follow from the word in its endpoint, as README.md of the vendor says (7).
import { createECDH, createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { join } from 'node:path';
import ece from 'http_ece';
import webPush from 'web-push';
import { check, expect } from './internal/checks.mjs';

const [, tlsUrl, folder] = process.argv.slice(2);
const { settings, credential, wrongCredential, encrypted } = JSON.parse(
  readFileSync(join(folder, 'material.json'), 'utf8'),
);
const agent = new Agent({ ca: readFileSync(join(folder, 'ca.pem')), keepAlive: true });
const hashed = (text) => createHash('sha256').update(text).digest();

function browserOf(word) {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(hashed(`sample browser ${word}`));
  return { pair, auth: hashed(`sample auth ${word}`).subarray(0, 16) };
}

function subscriptionOf(word) {
  const { pair, auth } = browserOf(word);
  const keys = { p256dh: pair.getPublicKey('base64url'), auth: auth.toString('base64url') };
  return { endpoint: `${tlsUrl}/wpush/${word}`, keys };
}

const vapid = ({ privateKey }, publicKey = settings.publicKey) => ({
  subject: settings.subject,
  publicKey,
  privateKey,
});
const publicOf = ({ privateKey }) => {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(privateKey, 'base64url');
  return pair.getPublicKey('base64url');
};

/** What the library makes of the answer. */
async function push(word, options = {}, text = '{"title":"Ann","body":"lunch?"}') {
  const asked = {
    vapidDetails: vapid(credential),
    TTL: 60,
    urgency: 'high',
    topic: 'chat',
    agent,
    ...options,
  };
  return webPush.sendNotification(subscriptionOf(word), text, asked).then(
    ({ statusCode, headers }) => ({ status: statusCode, headers }),
    ({ statusCode, body, message }) => ({ status: statusCode, body: body ?? message }),
  );
}

async function answers(word, status, options, text) {
  const found = await push(word, options, text);
  expect('status', status, found.status);
  return `${found.status} ${found.headers?.location ?? found.body}`;
}

await check('sends one', () => answers('ok-judge', 201));
await check('sends many', async () => {
  const found = await Promise.all(Array.from({ length: 100 }, (_, i) => push(`ok-many-${i}`)));
  expect('taken', 100, found.filter(({ status }) => status === 201).length);
  return '100 taken';
});
await check('a wakeful empty push', () => answers('ok-judge', 201, {}, null));
await check('the longest message', () => answers('ok-judge', 201, {}, 'x'.repeat(3_993)));
await check('one byte more', () => answers('ok-judge', 413, {}, 'x'.repeat(3_994)));
await check('a dead subscription', () => answers('dead-judge', 410));
await check('a subscription of another key', () => answers('foreign-judge', 403));
await check('a key that nobody subscribed with', () =>
  answers('ok-judge', 403, { vapidDetails: vapid(wrongCredential, publicOf(wrongCredential)) }),
);
await check('no signature', () => answers('ok-judge', 403, { vapidDetails: null }));
await check('a throttled call', () => answers('busy-judge', 429));
await check('reads what the product encrypts', async () => {
  const { word, body, clear } = encrypted;
  const { pair, auth } = browserOf(word);
  const found = ece.decrypt(Buffer.from(body, 'base64url'), {
    version: 'aes128gcm',
    privateKey: pair,
    authSecret: auth.toString('base64url'),
  });
  expect('clear text', clear, found.toString('utf8'));
  return clear;
});
agent.destroy();
