// Seals secrets with AES-256-GCM under keys with ids. Associated data says what a box belongs to, so that one box cannot be put in place of
// another. Also makes and checks MACs. Errors name the key id and nothing else.
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
/** 96 random bits (NIST SP 800-38D). They are safe below 2^32 seals per key, which certificates never reach. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** The rule of the contract `Sealed`. */
const KEY_ID = /^[A-Za-z0-9_-]{1,32}$/;
const MAX_KEYS = 100;

/** A box cannot be opened: it was changed or swapped, or was sealed with a key that we do not have. Trying again does not help. */
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
  /** Derived keys are kept, so that an address that is called often costs one HMAC. */
  readonly #macKeys = new Map<string, KeyObject>();
  readonly #sealingId: string;

  private constructor(keys: ReadonlyMap<string, KeyObject>, sealingId: string) {
    this.#keys = keys;
    this.#sealingId = sealingId;
  }

  /** `{ "keys": [{ "id": "k1", "key": "<base64 of 32 bytes>" }] }`: the first key seals, all keys open. Errors do not show the text. */
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

  /** What is wrong with the text, in words without keys. */
  static complaint(text: string): string | undefined {
    try {
      KeyRing.parse(text);
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  }

  /** `associated` says what the box belongs to. The same text is needed to open it. */
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
      // The cause may quote the input, so it is not passed on.
      throw new SealBroken(sealed.keyId);
    }
  }

  /** The MAC of `text` under the sealing key: 43 characters of base64url. Only holders of the ring can make it. */
  mac(text: string): string {
    return this.#macUnder(this.#sealingId, text);
  }

  /** The MACs of `text` under all keys of the ring. A MAC stays valid while the ring has its key. */
  macs(text: string): string[] {
    return [...this.#keys.keys()].map((id) => this.#macUnder(id, text));
  }

  /** Whether `mac` is a MAC of `text` under a key of the ring. The time of the comparison does not depend on the content. */
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

/** The key for MACs, derived from a key of the ring (RFC 5869), because one key must not serve two purposes. */
const macKeyOf = (key: KeyObject): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', key, '', 'offline-push mac', KEY_BYTES)));

/** Refuses other spellings of the same bytes: Buffer.from skips what is not base64url and ignores spare bits. */
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
    // V8's message would quote the text, which holds the keys.
    throw new Error('key ring: must be JSON');
  }
}
