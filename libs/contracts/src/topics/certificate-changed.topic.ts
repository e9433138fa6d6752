// A certificate was created, edited, disabled or enabled. Its credential is sealed; only certificates and dispatch have the key.
import { type Static, Type } from '@sinclair/typebox';
import { defineTopic } from '../topic';
import { AppId, CertificateId, EpochMs, listOf, oneOf, text, VendorId } from '../values';

/** AES-256-GCM, with app, certificate id, version and vendor as associated data, so that one box cannot be put in place of another. */
export const Sealed = Type.Object({
  keyId: Type.String({
    pattern: '^[A-Za-z0-9_-]{1,32}$',
    maxLength: 32,
    description: 'Which key of the key ring sealed it.',
  }),
  nonce: Type.String({ pattern: '^[A-Za-z0-9_-]{16}$', maxLength: 16, description: '12 bytes, base64url.' }),
  box: Type.String({
    pattern: '^[A-Za-z0-9_-]{22,65536}$',
    maxLength: 65536,
    description: 'Cipher text and 16-byte tag, base64url.',
  }),
});
export type Sealed = Static<typeof Sealed>;

export const CertificateVersion = Type.Object({
  version: Type.Integer({ minimum: 1, description: 'Counts the edits.' }),
  effectiveAtMs: EpochMs('From then on this version is used.'),
  settings: Type.Record(Type.String(), Type.Unknown(), {
    description: "What is not secret, in the vendor's own fields.",
  }),
  credential: Sealed,
});
export type CertificateVersion = Static<typeof CertificateVersion>;

export const CertificateChanged = Type.Object({
  certificateId: CertificateId,
  app: AppId,
  vendor: VendorId,
  name: text(100, 'For people.'),
  state: oneOf(
    ['enabled', 'disabled', 'deleted'],
    'A disabled certificate reaches nobody. A deleted one neither; it may be restored under its id.',
  ),
  changedAtMs: EpochMs('When it was saved.'),
  resumedAtMs: Type.Optional(
    EpochMs(
      'When somebody last asked to try its credential again: by saving, enabling, a good probe or `resume`.',
    ),
  ),
  versions: listOf(
    CertificateVersion,
    2,
    'The version in force and, if one waits for its time, the next.',
    1,
  ),
});
export type CertificateChanged = Static<typeof CertificateChanged>;

/** The associated data of a sealed credential. The services that seal and open must compute the same. */
export const sealContextOf = (certificate: {
  app: string;
  certificateId: number;
  version: number;
  vendor: string;
}): string => [certificate.app, certificate.certificateId, certificate.version, certificate.vendor].join('|');

const sealed = { keyId: 'k1', nonce: 'AAAAAAAAAAAAAAAA', box: 'ZXhhbXBsZS1ib3gtbm90LWEtc2VjcmV0' };
const settings = {
  packageName: 'com.example.im',
  channelId: '104551',
  appId: '2882300000000000001',
  click: { action: 'open-app' },
};

export const certificateChanged = defineTopic({
  name: 'certificate.changed.v1',
  writer: 'certificates',
  says: 'A certificate was saved, disabled or enabled.',
  schema: CertificateChanged,
  key: (event) => String(event.certificateId),
  keyedBy: 'certificate id',
  retention: { compacted: true },
  partitions: 6,
  examples: {
    created: {
      certificateId: 1,
      app: 'demo',
      vendor: 'xiaomi',
      name: 'Xiaomi production',
      state: 'enabled',
      changedAtMs: 1_790_000_000_000,
      versions: [{ version: 1, effectiveAtMs: 1_790_000_600_000, settings, credential: sealed }],
    },
    edited: {
      certificateId: 1,
      app: 'demo',
      vendor: 'xiaomi',
      name: 'Xiaomi production',
      state: 'enabled',
      changedAtMs: 1_790_003_000_000,
      versions: [
        { version: 1, effectiveAtMs: 1_790_000_600_000, settings, credential: sealed },
        { version: 2, effectiveAtMs: 1_790_003_600_000, settings, credential: sealed },
      ],
    },
  },
});
