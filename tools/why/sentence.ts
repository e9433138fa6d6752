// What became of a message on one device, in a sentence: what happened, why, what to do and who must do it. Pure.
import {
  ACTORS,
  ADDRESS_REASONS,
  ADDRESS_REMEDIES,
  DEAD_LETTER_REASONS,
  DEAD_LETTER_REMEDIES,
  type DeadLetter,
  GATE_REASONS,
  GATE_REMEDIES,
  type Outcome,
  OUTCOME_REMEDIES,
  OUTCOME_STATES,
  type PushReceipted,
  type Remedy,
} from '@offline-push/contracts';
import type { Evidence } from './evidence';
import type { DeviceFate, Fate } from './fates';

/** How long a service may take, before one asks whether it runs. In ms. */
const SOON_MS = 15_000;

export function sentenceOf(
  { user, device, fate }: DeviceFate,
  sentAtMs: number,
  evidence: Evidence,
  nowMs: number,
): string {
  const about = device === undefined ? user : `${user}, ${device}`;
  return `${about}: ${wordsOf(fate, sentAtMs, nowMs)}${moreOf(user, fate, evidence)}`;
}

function wordsOf(fate: Fate, sentAtMs: number, nowMs: number): string {
  switch (fate.at) {
    case 'gate':
      return `did not ring: ${fate.reason}. ${GATE_REASONS[fate.reason] ?? ''}${act(GATE_REMEDIES[fate.reason])}`;
    case 'addressing':
      return `did not ring: ${fate.reason}. ${ADDRESS_REASONS[fate.reason] ?? ''}${act(ADDRESS_REMEDIES[fate.reason])}`;
    case 'outcome':
      return endOf(fate.outcome, fate.receipts, sentAtMs);
    case 'lane':
      return waitOf(fate, nowMs);
    default:
      return notYetOf(fate.at, sentAtMs, nowMs);
  }
}

function endOf(outcome: Outcome, receipts: readonly PushReceipted[], sentAtMs: number): string {
  const { state, vendor, certificateId, code, detail, notes, attempts, inDoubt, endedAtMs } = outcome;
  const through = `${vendor}, certificate ${certificateId}`;
  const left = notes?.length ? ` Left out or changed: ${notes.join('; ')}.` : '';
  const calls = attempts > 1 ? `, after ${attempts} calls` : '';
  const doubt = inDoubt > 0 ? ` ${inDoubt} of the calls may have been a second ring.` : '';
  if (state === 'accepted') {
    const told = receipts.length > 0 ? `, and reports: ${receipts.map(receiptIn).join(', ')}.` : '.';
    const silent = receipts.length > 0 ? '' : act(OUTCOME_REMEDIES[state]);
    return `${vendor} took it (certificate ${certificateId}) ${secondsOf(endedAtMs - sentAtMs)} after it was sent${calls}${told}${doubt}${left}${silent}`;
  }
  const said = [code, detail].filter((text) => text !== undefined && text !== '').join(': ');
  const what = state === 'unconfirmed' ? 'may have rung' : 'did not ring';
  return `${what}: ${state}${said ? ` (${said})` : ''}. ${OUTCOME_STATES[state] ?? ''} (${through}${calls})${doubt}${left}${act(OUTCOME_REMEDIES[state])}`;
}

const receiptIn = ({ event, code }: PushReceipted): string => (code ? `${event} (${code})` : event);

function waitOf({ target, expiresAtMs, judged, certificate }: Fate & { at: 'lane' }, nowMs: number): string {
  const lane = `lane of certificate ${target.certificateId} (${target.vendor})`;
  const until =
    nowMs < expiresAtMs
      ? `still waits until ${timeOf(expiresAtMs)}`
      : 'has no outcome although its life is over';
  if (judged !== undefined && judged.state !== 'good') {
    const state =
      judged.state === 'refused' ? 'is refused by the vendor' : 'cannot be opened with any key of ours';
    const says = [judged.code, judged.says].filter(Boolean).join(' ');
    const again =
      judged.tryAgainAtMs === undefined ? '' : ` It is asked again at ${timeOf(judged.tryAgainAtMs)}.`;
    return `${until}: the ${lane} ${state} since ${timeOf(judged.sinceMs)}${says ? `: ${says}` : ''}.${again}${act(judged.state === 'refused' ? CREDENTIAL : KEY_RING)}`;
  }
  if (certificate !== undefined && certificate.state !== 'enabled')
    return `${until}: certificate ${target.certificateId} is ${certificate.state}.${act(ADDRESS_REMEDIES[certificate.state === 'deleted' ? 'certificate-deleted' : 'certificate-disabled'])}`;
  const first = certificate?.versions[0];
  if (first !== undefined && first.effectiveAtMs > nowMs)
    return `${until}: certificate ${target.certificateId} is in force from ${timeOf(first.effectiveAtMs)}.${act(ADDRESS_REMEDIES['certificate-not-effective'])}`;
  return `${until} in the ${lane}: not called yet, or the vendor throttles, is down or does not answer.${act(LANE)}`;
}

const CREDENTIAL: Remedy = {
  who: 'operator',
  toDo: 'Correct the credential and save the certificate, or POST …/certificates/{id}/resume once the vendor has mended it. What waits goes then.',
};
const KEY_RING: Remedy = {
  who: 'platform',
  toDo: 'Give certificates and dispatch the key that sealed it (SEAL_KEYS, the same ring for both) and restart them, or let the operator enter the credential again.',
};
const LANE: Remedy = {
  who: 'platform',
  toDo: '`offline_push_lane_state{certificate}` of dispatch says whether the lane is open, throttled or closed; its log names the vendor’s words.',
};

function notYetOf(service: 'presence' | 'device-bindings', sentAtMs: number, nowMs: number): string {
  const step = service === 'presence' ? 'gated' : 'addressed';
  const soon =
    service === 'presence'
      ? ' (a link that broke a moment ago is given PRESENCE_GRACE_SECONDS to come back)'
      : '';
  return nowMs - sentAtMs < SOON_MS
    ? `is not ${step} yet${soon}; ask again in a moment.`
    : `is not ${step} although ${secondsOf(nowMs - sentAtMs)} have passed.${act({ who: 'platform', toDo: `Does ${service} run? Its /health/ready says what it waits for.` })}`;
}

/** What else the topics know that explains the reason. */
function moreOf(user: string, fate: Fate, { bindings, certificates }: Evidence): string {
  if (fate.at === 'gate' && fate.reason === 'unknown-user' && certificates.size === 0)
    return ' No certificate of this app was ever saved: is the name of the app right?';
  if (fate.at !== 'addressing') return '';
  const refused = bindings
    .filter((binding) => binding.user === user && binding.change === 'refused')
    .sort((a, b) => b.seenAtMs - a.seenAtMs)[0];
  if (refused === undefined) return '';
  const certificate = refused.certificateId === undefined ? '' : ` (certificate ${refused.certificateId})`;
  return ` Its last report was refused at ${timeOf(refused.seenAtMs)}: ${refused.cause}${certificate}.`;
}

export function letterOf({ reason, detail, topic, partition, offset, group }: DeadLetter): string {
  const where = `${topic} partition ${partition} offset ${offset}`;
  return `dead letter of ${group}: ${reason}. ${DEAD_LETTER_REASONS[reason] ?? ''} ${detail} (${where})${act(DEAD_LETTER_REMEDIES[reason])}`;
}

/** A reason that a newer release added has no remedy here. */
function act(remedy: Remedy | undefined): string {
  if (remedy === undefined) return '';
  return remedy.who === 'nobody' ? ` → ${remedy.toDo}` : ` → For ${ACTORS[remedy.who]}: ${remedy.toDo}`;
}

/** The last moment that a Date knows. */
const LAST_MS = 8_640_000_000_000_000;

export const timeOf = (ms: number): string =>
  new Date(Math.max(-LAST_MS, Math.min(LAST_MS, ms)))
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z/, ' UTC');
export const secondsOf = (ms: number): string => `${(Math.max(0, ms) / 1000).toFixed(1)} s`;
