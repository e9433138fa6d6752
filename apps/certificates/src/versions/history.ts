// All versions of a certificate from its audit, which remembers them after they were superseded and their credentials deleted. Pure.
import type { AuditEntry } from '../audit/audit-entry';
import type { Certificate, Settings } from '../certificates/certificate';
import { versionsAt } from '../certificates/effective';

/** replaced: another one was saved before it was in force. */
export const VERSION_STATES = ['waiting', 'in-force', 'superseded', 'replaced', 'cancelled'] as const;

export interface PastVersion {
  readonly version: number;
  readonly state: (typeof VERSION_STATES)[number];
  readonly savedAtMs: number;
  readonly savedBy: string;
  readonly effectiveAtMs: number;
  readonly settings: Settings;
  readonly credentialVersion: number;
  readonly fingerprint: string | undefined;
}

export type Told = Pick<AuditEntry, 'action' | 'atMs' | 'actor'> & { after: object };
/** Actions that make or end a version. */
export const TELLING = ['certificate-created', 'certificate-edited', 'version-cancelled'] as const;

type Noted = Pick<
  PastVersion,
  'version' | 'effectiveAtMs' | 'settings' | 'credentialVersion' | 'fingerprint'
>;

/** Newest first. `entries`: oldest first. */
export function historyOf(entries: readonly Told[], certificate: Certificate, nowMs: number): PastVersion[] {
  const known = new Map<number, PastVersion>();
  for (const entry of entries) note(known, entry);
  const { current, next } = versionsAt(certificate, nowMs);
  const stateOf = ({ version, state }: PastVersion): PastVersion['state'] => {
    if (version === next?.version) return 'waiting';
    return version === current?.version ? 'in-force' : state;
  };
  return [...known.values()].map((one) => ({ ...one, state: stateOf(one) })).reverse();
}

function note(known: Map<number, PastVersion>, { action, atMs, actor, after }: Told): void {
  const { versions = [], asked } = after as { versions?: Noted[]; asked?: { version?: number } };
  if (action === 'version-cancelled') return become(known, asked?.version, 'cancelled');
  const newest = versions.at(-1);
  if (newest === undefined) return;
  const { version, effectiveAtMs, settings, credentialVersion, fingerprint } = newest;
  const before = known.get(version);
  if (before === undefined) {
    for (const former of known.values())
      if (former.effectiveAtMs > atMs && former.state === 'superseded')
        become(known, former.version, 'replaced');
  }
  const said = { version, effectiveAtMs, settings, credentialVersion, fingerprint };
  known.set(version, { savedAtMs: atMs, savedBy: actor, state: 'superseded', ...before, ...said });
}

function become(
  known: Map<number, PastVersion>,
  version: number | undefined,
  state: PastVersion['state'],
): void {
  const found = version === undefined ? undefined : known.get(version);
  if (found !== undefined) known.set(found.version, { ...found, state });
}
