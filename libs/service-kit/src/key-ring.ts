// Seals secrets with AES-256-GCM under keys with ids. What a box belongs to goes in as associated data, so that no box can stand in
// for another. Makes and checks MACs under the same ring. Errors name the key id and nothing else.
import type { Sealed } from '@offline-push/contracts';
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
/** NIST SP 800-38D: 96 random bits; keep below 2^32 seals per key, which certificates never reach. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** As in the contract of `Sealed`. */
const KEY_ID = /^[A-Za-z0-9_-]{1,32}$/;
const MAX_KEYS = 100;

/** A box that cannot be opened: changed, swapped, or sealed with a key we do not hold. Trying again does not help. */
export class SealBroken extends Error {
  readonly code = 'seal-broken';
  readonly retriable = false;

  constructor(readonly keyId: string) {
    super(`cannot open what was sealed with key ${KEY_ID.test(keyId) ? keyId : '(no key id)'}`);
    this.name = 'SealBroken';
  }
}

export class KeyRing {
  readonly #keys: ReadonlyMap<string, KeyObject>;
  /** Derived when first needed, and once: an address that is called often costs an HMAC. */
  readonly #macKeys = new Map<string, KeyObject>();
  readonly #sealingId: string;

  private constructor(keys: ReadonlyMap<string, KeyObject>, sealingId: string) {
    this.#keys = keys;
    this.#sealingId = sealingId;
  }

  /** `{ "keys": [{ "id": "k1", "key": "<base64 of 32 bytes>" }] }`: the first seals, all open. Throws without showing the text. */
  static parse(text: string): KeyRing {
    const entries = entriesOf(text);
    const keys = new Map<string, KeyObject>();
    for (const { id, key } of entries) {
      if (keys.has(id)) throw new Error(`key ring: two keys have the id ${id}`);
      keys.set(id, createSecretKey(key));
    }
    const [first] = entries;
    if (first === undefined) throw new Error('key ring: needs at least one key');
    return new KeyRing(keys, first.id);
  }

  /** What is wrong with the text, in words that show no key. */
  static complaint(text: string): string | undefined {
    try {
      KeyRing.parse(text);
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  }

  /** `associated`: what the box belongs to; the same text opens it again. */
  seal(plain: Buffer | string, associated: string): Sealed {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.#keyOf(this.#sealingId), nonce, {
      authTagLength: TAG_BYTES,
    }).setAAD(Buffer.from(associated, 'utf8'));
    const box = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    return { keyId: this.#sealingId, nonce: nonce.toString('base64url'), box: box.toString('base64url') };
  }

  /** The plain bytes. Throws `SealBroken` for anything that was not sealed by this ring for `associated`. */
  open(sealed: Sealed, associated: string): Buffer {
    const key = this.#keyOf(sealed.keyId);
    try {
      const box = exactBytes(sealed.box);
      const decipher = createDecipheriv(ALGORITHM, key, exactBytes(sealed.nonce), {
        authTagLength: TAG_BYTES,
      })
        .setAAD(Buffer.from(associated, 'utf8'))
        .setAuthTag(box.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(box.subarray(0, -TAG_BYTES)), decipher.final()]);
    } catch {
      // The cause may quote the input: the key id is all that leaves this file.
      throw new SealBroken(sealed.keyId);
    }
  }

  /** Proves that whoever shows it was told `text` by a holder of this ring. 43 characters of base64url, made with the sealing key. */
  mac(text: string): string {
    return this.#macUnder(this.#sealingId, text);
  }

  /** The MACs of `text` under each key: whoever was told one of them may show it for as long as the ring has its key. */
  macs(text: string): string[] {
    return [...this.#keys.keys()].map((id) => this.#macUnder(id, text));
  }

  /** Is it the MAC of `text` under any key of the ring? In a time that does not tell how much of it is right. */
  isMac(text: string, mac: string): boolean {
    const given = Buffer.from(mac, 'utf8');
    return this.macs(text).some((one) => {
      const right = Buffer.from(one, 'utf8');
      return right.length === given.length && timingSafeEqual(right, given);
    });
  }

  #macUnder(id: string, text: string): string {
    const key = this.#macKeys.get(id) ?? macKeyOf(this.#keyOf(id));
    this.#macKeys.set(id, key);
    return createHmac('sha256', key).update(text, 'utf8').digest('base64url');
  }

  #keyOf(id: string): KeyObject {
    const key = this.#keys.get(id);
    if (key === undefined) throw new SealBroken(id);
    return key;
  }
}

/** Under a key of its own, derived from the ring's (RFC 5869): a key that seals does nothing else. */
const macKeyOf = (key: KeyObject): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', key, '', 'offline-push mac', KEY_BYTES)));

/** Buffer.from skips what is not base64url and ignores spare bits: two texts would open as one box. */
function exactBytes(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.toString('base64url') !== text) throw new Error('not base64url');
  return bytes;
}

function entriesOf(text: string): { id: string; key: Buffer }[] {
  const keys = (parsed(text) as { keys?: unknown } | null)?.keys;
  if (!Array.isArray(keys) || keys.length > MAX_KEYS)
    throw new Error(`key ring: must be JSON with a list "keys" of at most ${MAX_KEYS}`);
  return keys.map((entry: unknown, i) => {
    const { id, key } = (entry ?? {}) as Record<string, unknown>;
    if (typeof id !== 'string' || !KEY_ID.test(id))
      throw new Error(`key ring: the id of key ${i + 1} must match ${KEY_ID.source}`);
    const bytes = typeof key === 'string' ? Buffer.from(key, 'base64') : Buffer.alloc(0);
    if (bytes.length !== KEY_BYTES || bytes.toString('base64') !== key)
      throw new Error(`key ring: key ${id} must be the base64 of ${KEY_BYTES} bytes`);
    return { id, key: bytes };
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // V8's message quotes the text, which holds the keys.
    throw new Error('key ring: must be JSON');
  }
}
