// Turns the state of a credential into its row, and into certificate.judged.v1 for services that show it. Pure.
import { outgoing, type Outgoing } from '@offline-push/bus';
import { type CertificateJudged, certificateJudged } from '@offline-push/contracts';
import { clean } from '../ledger/outcome';
import type { CredentialState } from './credential-state';

/** The certificate of a credential. */
export interface Owner {
  readonly certificateId: number;
  readonly app: string;
  readonly vendor: string;
}

/** The next content of the row; undefined if the row is newer. */
export function writtenOver(
  known: CredentialState | undefined,
  next: CredentialState,
): CredentialState | undefined {
  if (known === undefined) return next;
  if (known.version !== next.version) return known.version < next.version ? next : undefined;
  if (known.judgedAtMs > next.judgedAtMs) return undefined;
  const lookedAtMs = Math.max(known.lookedAtMs, next.lookedAtMs);
  return { ...next, lookedAtMs, sinceMs: known.is === next.is ? known.sinceMs : next.sinceMs };
}

/** The event, or undefined if nothing changed that others read. */
export function newsOf(
  owner: Owner,
  known: CredentialState | undefined,
  next: CredentialState,
): Outgoing | undefined {
  const event = eventOf(owner, next);
  const isKnown =
    known !== undefined && JSON.stringify(toldOf(owner, known)) === JSON.stringify(toldOf(owner, next));
  return event === undefined || isKnown ? undefined : outgoing(certificateJudged, event);
}

const toldOf = (owner: Owner, state: CredentialState): unknown => ({
  ...eventOf(owner, state),
  judgedAtMs: 0,
});

function eventOf(owner: Owner, state: CredentialState): CertificateJudged | undefined {
  const { is, version, sinceMs, judgedAtMs, code, says, tryAgainAtMs } = state;
  if (is === 'untried' || is === 'doubted') return undefined;
  const { certificateId, app, vendor } = owner;
  return {
    ...{ certificateId, app, vendor, version, state: is, sinceMs, judgedAtMs },
    ...(is === 'refused' && code !== undefined && { code: clean(code, 100) }),
    ...(is !== 'good' && says !== undefined && { says: clean(says, 500) }),
    ...(is === 'refused' && tryAgainAtMs !== undefined && { tryAgainAtMs }),
  };
}
