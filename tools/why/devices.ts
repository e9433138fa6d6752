// What is known of a user's devices: how presence sees each, and under which certificate its vendor reaches it. Pure.
import { ADDRESS_REMEDIES, type CertificateChanged } from '@offline-push/contracts';
import type { Evidence } from './topics/evidence';
import { newestOf } from './more';
import type { Question } from './question';
import { act, timeOf } from './words';

/** What presence and device-bindings last said of each device. */
export function deviceLines({ user, device }: Question, evidence: Evidence): string[] {
  const { presences, bindings } = evidence;
  const devices = new Set(
    [...presences, ...bindings].filter((one) => one.user === user).map((one) => one.device),
  );
  return [...devices]
    .filter((one) => device === undefined || one === device)
    .map((one) => {
      const presence = newestOf(presences.filter((seen) => seen.user === user && seen.device === one));
      const binding = newestOf(bindings.filter((seen) => seen.user === user && seen.device === one));
      const status = presence
        ? `${presence.status} since ${timeOf(presence.seenAtMs)}${presence.refused ? REVIVED : ''}`
        : 'no word from presence';
      return `${String(user)}, ${one}: ${status}; ${binding ? boundIn(binding, evidence) : 'never reported a token'}`;
    });
}

const REVIVED = ' (a login with the session id of an ended session was refused: each login needs a new one)';

function boundIn(binding: Evidence['bindings'][number], { certificates }: Evidence): string {
  const { change, cause, certificateId, vendor } = binding;
  const through =
    certificateId === undefined ? '' : ` (certificate ${certificateId}${vendor ? `, ${vendor}` : ''})`;
  if (change === 'refused') return `its last report of a token was refused: ${cause}${through}`;
  if (change !== 'bound') return `${change}: ${cause}${through}`;
  return `bound${through}${standingOf(certificates.get(certificateId ?? 0))}`;
}

/** A binding may outlive the certificate that it names. No push can be sent by it then. */
function standingOf(certificate: CertificateChanged | undefined): string {
  if (certificate === undefined || certificate.state === 'enabled') return '';
  return `, but this certificate is ${certificate.state}.${act(ADDRESS_REMEDIES[`certificate-${certificate.state}`])}`;
}
