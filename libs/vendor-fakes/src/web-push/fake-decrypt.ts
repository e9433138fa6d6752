// What the browser does with a body: RFC 8188 and 8291 from the other side, written without a look at the sender.
import { createDecipheriv, createHmac } from 'node:crypto';
import type { Browser } from './sample';

const HEADER_BYTES = 16 + 4 + 1;
const KEY_BYTES = 65;
const TAG_BYTES = 16;

/** The clear text, or undefined if it is not one record of aes128gcm for this browser. */
export function decrypted(body: Buffer, { pair, auth }: Browser): string | undefined {
  if (body.length < HEADER_BYTES + KEY_BYTES + TAG_BYTES + 1 || body[20] !== KEY_BYTES) return undefined;
  const recordSize = body.readUInt32BE(16);
  const salt = body.subarray(0, 16);
  const senderKey = body.subarray(HEADER_BYTES, HEADER_BYTES + KEY_BYTES);
  const record = body.subarray(HEADER_BYTES + KEY_BYTES);
  if (record.length > recordSize) return undefined;
  try {
    const ecdh = pair.computeSecret(senderKey);
    const info = Buffer.concat([
      Buffer.from('WebPush: info\0'),
      pair.getPublicKey(),
      senderKey,
      Buffer.of(1),
    ]);
    const ikm = hmac(hmac(auth, ecdh), info);
    const prk = hmac(salt, ikm);
    const key = hmac(prk, Buffer.from('Content-Encoding: aes128gcm\0\x01')).subarray(0, 16);
    const nonce = hmac(prk, Buffer.from('Content-Encoding: nonce\0\x01')).subarray(0, 12);
    const decipher = createDecipheriv('aes-128-gcm', key, nonce);
    decipher.setAuthTag(record.subarray(-TAG_BYTES));
    const padded = Buffer.concat([decipher.update(record.subarray(0, -TAG_BYTES)), decipher.final()]);
    const end = padded.findLastIndex((byte) => byte !== 0);
    return padded[end] === 2 ? padded.subarray(0, end).toString('utf8') : undefined;
  } catch {
    return undefined;
  }
}

const hmac = (key: Buffer, text: Buffer): Buffer => createHmac('sha256', key).update(text).digest();
