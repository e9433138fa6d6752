// The bodies of certificates for the OpenAPI document, with the fields of each vendor from its own forms, for consoles and generated
// clients. Requests are checked by the schema in entered.ts and then by the form of the vendor.
import { titled, VendorId } from '@offline-push/contracts';
import { CATALOG } from '@offline-push/vendors/catalog';
import { type TSchema, Type } from '@sinclair/typebox';
import { CertificateEdit, NewCertificate } from '../form/entered';

interface Described {
  id: string;
  settings: TSchema;
  credential: TSchema;
  create: TSchema;
}

/** foo-push becomes FooPush. */
const nameOf = (id: string): string =>
  id.replaceAll(/(?:^|-)([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());
const exampleOf = (schema: TSchema): unknown => ((schema['examples'] ?? []) as unknown[])[0];

const FORMS: readonly Described[] = CATALOG.map(({ id, displayName, ...forms }) => {
  const settings = titled(`${nameOf(id)}Settings`, forms.settings);
  const credential = titled(`${nameOf(id)}Credential`, forms.credential);
  const fields = { ...NewCertificate.properties, vendor: Type.Literal(id), settings, credential };
  const create = Type.Object(fields, { additionalProperties: false, description: `For ${displayName}.` });
  return { id, settings, credential, create: titled(`New${nameOf(id)}Certificate`, create) };
});

const anyOf = (title: string, schemas: readonly TSchema[], description: string): TSchema =>
  Type.Unsafe({ title, anyOf: schemas, description });

const AnyCredential = anyOf(
  'VendorCredential',
  FORMS.map(({ credential }) => credential),
  "The secret part, in the fields of the certificate's vendor. Sealed at once, never readable again.",
);

/** The settings in an answer are those of the certificate's vendor. */
export const AnySettings = Type.Unsafe<Record<string, unknown>>(
  anyOf(
    'VendorSettings',
    FORMS.map(({ settings }) => settings),
    "What is not secret, in the fields of the certificate's vendor.",
  ),
);

/** One form for each vendor, told apart by `vendor`. */
export const DescribedNew = Type.Unsafe({
  title: 'NewCertificate',
  oneOf: FORMS.map(({ create }) => create),
  discriminator: {
    propertyName: 'vendor',
    mapping: Object.fromEntries(
      FORMS.map(({ id }) => [id, `#/components/schemas/New${nameOf(id)}Certificate`]),
    ),
  },
});

export const DescribedEdit = titled(
  'CertificateEdit',
  Type.Object(
    { ...CertificateEdit.properties, settings: AnySettings, credential: Type.Optional(AnyCredential) },
    { additionalProperties: false },
  ),
);

const nameFor = (vendor: string): string => `${nameOf(vendor)} production`;

/** Vendor → a whole body. */
export const NEW_EXAMPLES: Readonly<Record<string, unknown>> = Object.fromEntries(
  FORMS.map(({ id, settings, credential }) => [
    id,
    { vendor: id, name: nameFor(id), settings: exampleOf(settings), credential: exampleOf(credential) },
  ]),
);

/** Without a credential the saved one stays. */
export const EDIT_EXAMPLES: Readonly<Record<string, unknown>> = Object.fromEntries(
  FORMS.map(({ id, settings }) => [id, { name: nameFor(id), settings: exampleOf(settings) }]),
);

/** The first vendor's certificate, as `saved` makes an answer of it. */
export const exampleBy = <T>(
  saved: (it: { app: string; vendor: string; name: string; settings: Record<string, unknown> }) => T,
): T => {
  const [{ id, settings } = { id: '', settings: VendorId }] = FORMS;
  return saved({
    app: 'demo',
    vendor: id,
    name: nameFor(id),
    settings: exampleOf(settings) as Record<string, unknown>,
  });
};
