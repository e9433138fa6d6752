// Certificates as the HTTP API takes and shows them. A credential goes in and never comes out: an answer says that it is set, and since
// which version.
import { AppId, CertificateId, EpochMs, oneOf, VendorId } from '@offline-push/contracts';
import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { type Certificate, newestOf, type Version } from './certificate';
import { versionsAt } from './effective';

/** A name for people: 1 to 100 characters, not only blanks. */
export const Name = Type.String({
  format: 'text',
  minLength: 1,
  maxLength: 100,
  pattern: '\\S',
  description: 'For people: 1 to 100 characters, not only blanks.',
});

/** Every vendor has its own fields; the vendor's schema checks them after this one. */
const fields = (description: string) => Type.Record(Type.String(), Type.Unknown(), { description });
const Settings = fields("What is not secret, in the vendor's own fields.");
const Secret = fields("The secret part, in the vendor's own fields. Sealed at once, never readable again.");

const closed = <T extends Record<string, TSchema>>(properties: T) =>
  Type.Object(properties, { additionalProperties: false });

export const NewCertificate = closed({
  vendor: VendorId,
  name: Name,
  settings: Settings,
  credential: Secret,
});
export type NewCertificate = Static<typeof NewCertificate>;

export const CertificateEdit = closed({
  name: Name,
  settings: Settings,
  credential: Type.Optional(fields('A new secret part. Absent: the saved one stays.')),
});
export type CertificateEdit = Static<typeof CertificateEdit>;

const VersionAnswer = Type.Object({
  version: Type.Integer({ minimum: 1, description: 'Counts what was saved.' }),
  effectiveAtMs: EpochMs('From then on this version is used.'),
  settings: Settings,
  credential: Type.Object({
    set: Type.Literal(true),
    version: Type.Integer({ minimum: 1, description: 'The version it was last entered with.' }),
  }),
});

export const CertificateAnswer = Type.Object({
  id: CertificateId,
  app: AppId,
  vendor: VendorId,
  name: Type.String({ description: 'For people.' }),
  state: oneOf(['enabled', 'disabled'], 'A disabled certificate reaches nobody.'),
  changedAtMs: EpochMs('The last change.'),
  version: Type.Integer({ minimum: 1, description: 'The version that was saved last.' }),
  effectiveAtMs: EpochMs('When the version that was saved last is or was used first.'),
  current: Type.Union([VersionAnswer, Type.Null()], {
    description: 'The version in force. Null: the first one still waits.',
  }),
  next: Type.Union([VersionAnswer, Type.Null()], { description: 'The version that waits for its time.' }),
  receiptPath: Type.Optional(
    Type.String({
      description:
        'Path on dispatch for the callbacks of the vendor, if it has some. A secret: only operators see it, and only with one certificate.',
    }),
  ),
});
export type CertificateAnswer = Static<typeof CertificateAnswer>;

export const CertificateList = Type.Object({
  certificates: Type.Array(CertificateAnswer),
  next: Type.Optional(Type.String({ description: 'Path of the next page. Absent: this is the last.' })),
});

export type CertificateList = Static<typeof CertificateList>;

export function answerOf(certificate: Certificate, nowMs: number): CertificateAnswer {
  const { id, app, vendor, name, state, changedAtMs } = certificate;
  const newest = newestOf(certificate);
  const { current, next } = versionsAt(certificate, nowMs);
  return {
    id,
    app,
    vendor,
    name,
    state,
    changedAtMs,
    version: newest.version,
    effectiveAtMs: newest.effectiveAtMs,
    current: current === undefined ? null : versionAnswerOf(current),
    next: next === undefined ? null : versionAnswerOf(next),
  };
}

const versionAnswerOf = ({ version, effectiveAtMs, settings, credentialVersion }: Version) => ({
  version,
  effectiveAtMs,
  settings,
  credential: { set: true as const, version: credentialVersion },
});
