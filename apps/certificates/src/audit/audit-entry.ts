// Who changed what, and when: before and after in words an operator knows. A credential is only ever named by the version it came with.
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
  'credential-resealed',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** The caller behind a change, and the time of it. */
export interface By {
  /** Id of the caller's API key. */
  actor: string;
  nowMs: number;
  /** W3C trace context of the request, passed on to the announcement. */
  traceparent?: string;
  /** What was asked beside the change: in force at once, deleted although in use. Goes into the audit. */
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
  versions: versions.map(({ version, effectiveAtMs, settings, credential, credentialVersion }) => ({
    version,
    effectiveAtMs,
    settings,
    credentialVersion,
    sealedWith: credential.keyId,
  })),
});
