// Checks and saves what the form holds. A secret is read from its input for the request, and kept nowhere.
import { answerOf, certificates } from '../../../api/clients';
import type { components } from '../../../api/types/certificates';
import type { Parts } from '../../../parts/form/assemble';
import { type Entries, isAsked, type Vendor } from '../../../parts/form/descriptor';
import type { CertificateView } from '../queries';

export type Check = components['schemas']['CertificateCheck'];

export interface Draft {
  readonly app: string;
  readonly vendor: Vendor;
  readonly name: string;
  readonly isNow: boolean;
  readonly parts: Parts;
  /** Of an edit. */
  readonly edited?: { readonly certificate: CertificateView; readonly etag: string } | undefined;
  readonly entries: Entries;
}

/** The bodies are checked by the service; what a vendor wants in them is not known here. */
type AnyBody = never;

/** A secret part that comes whole has each field of its kind, also an empty one: a password may be none. */
const whole = ({ vendor, entries }: Pick<Draft, 'vendor' | 'entries'>, { credential }: Parts) => ({
  ...Object.fromEntries(
    vendor.fields
      .filter((field) => field.part === 'credential' && field.kind === 'text')
      .filter((field) => field.onlyIf !== undefined && isAsked(field, entries))
      .map(({ name }) => [name, '']),
  ),
  ...credential,
});

const creation = ({ name, isNow, parts, ...draft }: Draft) =>
  ({
    ...{ vendor: draft.vendor.id, name: name.trim() },
    ...{ settings: parts.settings, credential: whole(draft, parts) },
    ...(isNow && { effective: 'now' }),
  }) as unknown as AnyBody;

const edit = ({ name, isNow, parts, ...draft }: Draft) =>
  ({
    ...{ name: name.trim(), settings: parts.settings },
    ...secretsOf(draft, parts),
    ...(isNow && { effective: 'now' }),
  }) as unknown as AnyBody;

/** Another kind of credential comes whole; else only what was entered, and the rest stays. */
function secretsOf({ vendor, entries, edited }: Omit<Draft, 'name' | 'isNow' | 'parts'>, parts: Parts) {
  const kinds = vendor.fields.filter(({ part, kind }) => part === 'credential' && kind === 'choice');
  const saved = edited?.certificate.expiry.what;
  const isOther = kinds.some(({ name }) => entries[name] !== '' && entries[name] !== saved);
  const isFixed = (name: string) =>
    vendor.fields.some((field) => field.name === name && (field.kind === 'fixed' || field.kind === 'choice'));
  const { credential } = parts;
  const entered = Object.keys(credential).filter((name) => !isFixed(name));
  if (entered.length === 0) return {};
  return isOther ? { credential: whole({ vendor, entries }, parts) } : { credentialChanges: credential };
}

export function check(draft: Draft, signal: AbortSignal): Promise<Check> {
  const { app, edited } = draft;
  if (edited === undefined)
    return answerOf(
      certificates.POST('/v1/apps/{app}/certificates:check', {
        params: { path: { app } },
        body: creation(draft),
        signal,
      }),
    );
  return answerOf(
    certificates.POST('/v1/apps/{app}/certificates/{certificate}/check', {
      params: { path: { app, certificate: edited.certificate.id } },
      body: edit(draft),
      signal,
    }),
  );
}

/** @param key by which a second try makes no second certificate. */
export function save(draft: Draft, key: string): Promise<CertificateView> {
  const { app, edited } = draft;
  if (edited === undefined)
    return answerOf(
      certificates.POST('/v1/apps/{app}/certificates', {
        params: { path: { app }, header: { 'Idempotency-Key': key } },
        body: creation(draft),
      }),
    );
  return answerOf(
    certificates.PUT('/v1/apps/{app}/certificates/{certificate}', {
      params: {
        path: { app, certificate: edited.certificate.id },
        header: { 'If-Match': edited.etag },
      },
      body: edit(draft),
    }),
  );
}
