// The bodies in which the HTTP API takes certificates. No answer ever holds the credential.
import { nameOf, VendorId } from '@offline-push/contracts';
import { type Static, type TSchema, Type } from '@sinclair/typebox';

export const Name = nameOf(100, 'For people: one line of 1 to 100 characters, something to see among them.');

/** The fields of a vendor are checked afterwards, by the vendor's schema. */
const fields = (description: string) => Type.Record(Type.String(), Type.Unknown(), { description });
const Settings = fields("What is not secret, in the vendor's own fields.");
const Secret = fields("The secret part, in the vendor's own fields. Sealed at once, never readable again.");

const Effective = Type.Literal('now', {
  description:
    '"now": used at once, without the delay. Absent: after the delay, or when a version that waits is due.',
});

const closed = <T extends Record<string, TSchema>>(properties: T) =>
  Type.Object(properties, { additionalProperties: false });

export const NewCertificate = closed({
  vendor: VendorId,
  name: Name,
  settings: Settings,
  credential: Secret,
  effective: Type.Optional(Effective),
});
export type NewCertificate = Static<typeof NewCertificate>;

export const CertificateEdit = closed({
  name: Name,
  settings: Settings,
  credential: Type.Optional(fields('A new secret part, whole. Absent: the saved one stays.')),
  credentialChanges: Type.Optional(
    fields(
      'Fields of the secret part that change, in place of `credential`. Others stay as they were saved; null takes one away.',
    ),
  ),
  effective: Type.Optional(Effective),
});
export type CertificateEdit = Static<typeof CertificateEdit>;
