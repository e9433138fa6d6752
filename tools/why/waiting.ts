// What a target waits for in its lane, and who ends the wait. Pure.
import { ADDRESS_REMEDIES, type Remedy } from '@offline-push/contracts';
import type { Fate } from './topics/fates';
import { act, sentence, timeOf } from './words';

type Waiting = Fate & { at: 'lane' };

export function waitOf(waiting: Waiting, nowMs: number): string {
  const { target, expiresAtMs, judged, certificate } = waiting;
  const mended = mendedOf(waiting, nowMs);
  const until =
    nowMs < expiresAtMs
      ? `still waits until ${timeOf(expiresAtMs)}`
      : 'has no outcome although its life is over';
  if (judged !== undefined && judged.state !== 'good' && mended === undefined)
    return `${until}: the ${laneOf(waiting)} ${judgedIn(judged)}`;
  if (certificate !== undefined && certificate.state !== 'enabled')
    return `${until}: certificate ${target.certificateId} is ${certificate.state}.${act(ADDRESS_REMEDIES[certificate.state === 'deleted' ? 'certificate-deleted' : 'certificate-disabled'])}`;
  const first = certificate?.versions[0];
  if (first !== undefined && first.effectiveAtMs > nowMs)
    return `${until}: certificate ${target.certificateId} is in force from ${timeOf(first.effectiveAtMs)}.${act(ADDRESS_REMEDIES['certificate-not-effective'])}`;
  if (mended !== undefined) return `${until}: the ${laneOf(waiting)} ${mended}`;
  return `${until} in the ${laneOf(waiting)}${UNTOLD}`;
}

/** Throttling is told in no topic. It is the same for every lane, so a reader needs it once. */
const UNTOLD_WORDS = 'not called yet, or the vendor throttles, is down or does not answer.';
const LANE: Remedy = {
  who: 'platform',
  toDo: '`offline_push_lane_state{certificate}` of dispatch says whether the lane is open, throttled or closed; its log names the vendor’s words.',
};
const UNTOLD = `: ${UNTOLD_WORDS}${act(LANE)}`;

/** The lines of an answer, with what is the same for every waiting lane in the first of them only. */
export function untoldOnce(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => line.endsWith(UNTOLD));
  return lines.map((line, i) =>
    i > first && line.endsWith(UNTOLD) ? `${line.slice(0, -UNTOLD.length)}, as above.` : line,
  );
}

const laneOf = ({ target }: Waiting): string =>
  `lane of certificate ${target.certificateId} (${target.vendor})`;

type Judged = NonNullable<Waiting['judged']>;

function judgedIn({ state, sinceMs, code, says, tryAgainAtMs }: Judged): string {
  const what = state === 'refused' ? 'is refused by the vendor' : 'cannot be opened with any key of ours';
  const words = [code, says].filter(Boolean).join(' ');
  const again = tryAgainAtMs === undefined ? '' : ` It is asked again at ${timeOf(tryAgainAtMs)}.`;
  return `${what} since ${timeOf(sinceMs)}${words ? `: ${sentence(words)}` : '.'}${again}${act(state === 'refused' ? CREDENTIAL : KEY_RING)}`;
}

/** Undefined: what was judged still holds. A missing key is not brought back by asking again, so only another version mends that. */
function mendedOf({ judged, certificate }: Waiting, nowMs: number): string | undefined {
  if (judged === undefined || judged.state === 'good' || certificate === undefined) return undefined;
  const inForce = certificate.versions.findLast(({ effectiveAtMs }) => effectiveAtMs <= nowMs);
  if (inForce !== undefined && inForce.version > judged.version)
    return `was mended at ${timeOf(inForce.effectiveAtMs)} by version ${inForce.version}; what waits goes now.`;
  const { resumedAtMs = 0 } = certificate;
  return judged.state === 'refused' && resumedAtMs > judged.judgedAtMs
    ? `was mended at ${timeOf(resumedAtMs)}, when somebody asked to try it again; what waits goes now.`
    : undefined;
}

export const CREDENTIAL: Remedy = {
  who: 'operator',
  toDo: 'Correct the credential and save the certificate, or POST …/certificates/{id}/resume once the vendor has mended it. What waits goes then.',
};
const KEY_RING: Remedy = {
  who: 'platform',
  toDo: 'Give certificates and dispatch the key that sealed it (SEAL_KEYS, the same ring for both) and restart them, or let the operator enter the credential again.',
};
