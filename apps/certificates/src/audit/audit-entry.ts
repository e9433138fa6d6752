// An entry of the audit: who changed what and when, before and after. A credential is named only by the version that it came with.
import type { Certificate } from '../certificates/certificate';

export const AUDIT_ACTIONS = [
  'app-created',
  'certificate-created',
  'certificate-edited',
  'certificate-disabled',
  'certificate-enabled',
  'certificate-resumed',
  'certificate-deleted',
  'certificate-restored',
  'version-cancelled',
  'credential-resealed',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** The caller and the time of a change. */
export interface By {
  /** Id of the caller's API key. */
  actor: string;
  nowMs: number;
  /** W3C trace context of the request, passed on to the announcement. */
  traceparent?: string;
  /** What else was asked with the change, for the audit: in force at once, or deleted although in use. */
  asked?: Readonly<Record<string, unknown>>;
}

export interface AuditEntry {
  app: string;
  certificateId: number | null;
  atMs: number;
  actor: string;
  action: AuditAction;
  before: object | null;
  after: object;
}

export const appCreated = (app: { id: string; name: string }, by: By): AuditEntry => ({
  app: app.id,
  certificateId: null,
  atMs: by.nowMs,
  actor: by.actor,
  action: 'app-created',
  before: null,
  after: { name: app.name },
});

export const certificateChangedBy = (
  action: AuditAction,
  before: Certificate | undefined,
  after: Certificate,
  by: By,
): AuditEntry => ({
  app: after.app,
  certificateId: after.id,
  atMs: by.nowMs,
  actor: by.actor,
  action,
  before: before === undefined ? null : withoutSecrets(before),
  after: { ...withoutSecrets(after), ...(by.asked && { asked: by.asked }) },
});

const withoutSecrets = ({
  vendor,
  name,
  state,
  revision,
  deletedAtMs,
  resumedAtMs,
  versions,
}: Certificate) => ({
  vendor,
  name,
  state,
  revision,
  deletedAtMs,
  resumedAtMs,
  versions: versions.map(({ version, effectiveAtMs, settings, credential, credentialVersion, entered }) => ({
    version,
    effectiveAtMs,
    settings,
    credentialVersion,
    sealedWith: credential.keyId,
    ...(entered !== null && { fingerprint: entered.fingerprint }),
  })),
});
