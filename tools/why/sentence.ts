// What became of a message on one device, in a sentence: what happened, why, what to do and who must do it. Pure.
import {
  ADDRESS_REASONS,
  ADDRESS_REMEDIES,
  type AddressReason,
  type BindingChanged,
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
import type { Evidence, Seen } from './evidence';
import type { DeviceFate, Fate } from './fates';
import { waitOf } from './waiting';
import { act, secondsOf, timeOf } from './words';

/** How long a service may take, before one asks whether it runs. In ms. */
const SOON_MS = 15_000;

export function sentenceOf(
  { user, device, fate }: DeviceFate,
  sentAtMs: number,
  evidence: Evidence,
  nowMs: number,
): string {
  const about = device === undefined ? user : `${user}, ${device}`;
  const report = fate.at === 'addressing' ? lastRefused(user, device, evidence) : undefined;
  if (fate.at === 'addressing' && report !== undefined)
    return `${about}: ${refusedReportOf(fate.reason, report)}`;
  return `${about}: ${wordsOf(fate, sentAtMs, nowMs)}${moreOf(fate, evidence)}`;
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
const moreOf = (fate: Fate, { certificates }: Evidence): string =>
  fate.at === 'gate' && fate.reason === 'unknown-user' && certificates.size === 0
    ? ' No certificate of this app was ever saved: is the name of the app right?'
    : '';

const lastRefused = (user: string, device: string | undefined, { bindings }: Evidence) =>
  bindings
    .filter((one) => one.user === user && one.device === device && one.change === 'refused')
    .sort((a, b) => b.seenAtMs - a.seenAtMs)[0];

/** The reasons that a refused report is behind. */
const UNREPORTED: readonly AddressReason[] = ['no-binding', 'not-reported-since-login'];

/** A refused report is what happened, and comes first. Where something else stopped the push, it follows. */
function refusedReportOf(reason: AddressReason, report: Seen<BindingChanged>): string {
  const { cause, certificateId, seenAtMs } = report;
  const certificate = certificateId === undefined ? '' : ` (certificate ${certificateId})`;
  const told = `was refused at ${timeOf(seenAtMs)}: ${cause}${certificate}.`;
  const [says, remedies]: [Table<string>, Table<Remedy>] = [ADDRESS_REASONS, ADDRESS_REMEDIES];
  if (!UNREPORTED.includes(reason))
    return `did not ring: ${reason}. ${says[reason] ?? ''}${act(remedies[reason])} Its last report ${told}`;
  const meaning = says[cause] === undefined ? '' : ` ${says[cause]}`;
  return `did not ring: ${reason}. The last report of a token from this device ${told}${meaning}${act(remedies[cause] ?? remedies[reason])}`;
}

type Table<T> = Readonly<{ [code: string]: T | undefined }>;

export const letterOf = (letter: DeadLetter): string => `dead letter of ${letterIn(letter)}`;

export const refusedEventOf = (letter: DeadLetter): string =>
  `did not ring: the event was refused and became a dead letter of ${letterIn(letter)}`;

function letterIn({ reason, detail, topic, partition, offset, group }: DeadLetter): string {
  const where = `${topic} partition ${partition} offset ${offset}`;
  return `${group}: ${reason}. ${DEAD_LETTER_REASONS[reason] ?? ''} ${detail} (${where})${act(DEAD_LETTER_REMEDIES[reason])}`;
}
