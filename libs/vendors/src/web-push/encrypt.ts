// A message for one subscription: RFC 8291 (keys) on RFC 8188 (aes128gcm), one record.
import { createCipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from 'node:crypto';
import type { Subscription } from './token';

export const CURVE = 'prime256v1';
/** The record size in the header, into which the whole message must fit. In bytes. */
const RECORD_SIZE = 4_096;
const SALT_BYTES = 16;
/** Ends the last record (RFC 8188, 2). */
const LAST_RECORD = Buffer.of(2);

/** The random values of each message. */
export interface Drawn {
  readonly salt: Buffer;
  /** The message's own key pair. */
  readonly pair: ECDH;
}

function drawn(): Drawn {
  const pair = createECDH(CURVE);
  pair.generateKeys();
  return { salt: randomBytes(SALT_BYTES), pair };
}

export function encrypt(
  clear: string,
  { p256dh, auth }: Pick<Subscription, 'p256dh' | 'auth'>,
  { salt, pair }: Drawn = drawn(),
): Buffer {
  const publicKey = pair.getPublicKey();
  const secret = pair.computeSecret(p256dh);
  const input = derived(auth, secret, [Buffer.from('WebPush: info\0'), p256dh, publicKey], 32);
  const key = derived(salt, input, [Buffer.from('Content-Encoding: aes128gcm\0')], 16);
  const nonce = derived(salt, input, [Buffer.from('Content-Encoding: nonce\0')], 12);
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const record = [
    cipher.update(clear, 'utf8'),
    cipher.update(LAST_RECORD),
    cipher.final(),
    cipher.getAuthTag(),
  ];
  const size = Buffer.alloc(4);
  size.writeUInt32BE(RECORD_SIZE);
  return Buffer.concat([salt, size, Buffer.of(publicKey.length), publicKey, ...record]);
}

const derived = (salt: Buffer, input: Buffer, info: readonly Buffer[], length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', input, salt, Buffer.concat(info), length));
