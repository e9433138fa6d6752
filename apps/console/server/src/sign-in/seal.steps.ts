// Seals what browsers keep for us, as JWE: they can neither read nor change it. The first key seals, all keys open.
import { Injectable } from '@nestjs/common';
import { CompactEncrypt, compactDecrypt } from 'jose';

const ALGORITHM = { alg: 'dir', enc: 'A256GCM' } as const;

@Injectable()
export class Seal {
  readonly #keys: ReadonlyMap<string, Uint8Array>;
  readonly #sealingId: string;

  /** `ring`: as KeyRing takes it, and checked by it. */
  constructor(ring: string) {
    const { keys } = JSON.parse(ring) as { keys: { id: string; key: string }[] };
    this.#keys = new Map(keys.map(({ id, key }) => [id, Buffer.from(key, 'base64')]));
    this.#sealingId = keys[0]?.id ?? '';
  }

  /** @param purpose what it is for: what was sealed for one purpose is not opened for another. */
  async seal(content: object, purpose: string): Promise<string> {
    const header = { ...ALGORITHM, kid: this.#sealingId, typ: purpose };
    const plain = Buffer.from(JSON.stringify(content), 'utf8');
    return new CompactEncrypt(plain).setProtectedHeader(header).encrypt(this.#keyOf(this.#sealingId));
  }

  /** Undefined for anything that was not sealed by one of our keys for this purpose. */
  async open(sealed: string, purpose: string): Promise<unknown> {
    try {
      const { plaintext, protectedHeader } = await compactDecrypt(
        sealed,
        ({ kid }) => this.#keyOf(kid ?? ''),
        { keyManagementAlgorithms: [ALGORITHM.alg], contentEncryptionAlgorithms: [ALGORITHM.enc] },
      );
      if (protectedHeader.typ !== purpose) return undefined;
      return JSON.parse(Buffer.from(plaintext).toString('utf8')) as unknown;
    } catch {
      // A stranger sends what they like, and it is no news.
      return undefined;
    }
  }

  #keyOf(id: string): Uint8Array {
    const key = this.#keys.get(id);
    if (key === undefined) throw new Error('sealed with a key that is not here');
    return key;
  }
}
