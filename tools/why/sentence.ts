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
  type GateReason,
  OUTCOME_STATES,
  type PushReceipted,
  REPORT_REASONS,
  REPORT_REMEDIES,
  type Remedy,
} from '@offline-push/contracts';
import { adviceOf, meaningOf, notEffective, silentOf } from './advice';
import type { Evidence, Seen, Story } from './topics/evidence';
import type { DeviceFate, Fate } from './topics/fates';
import { formIn, newestOf, noSessionIn, OF_AN_END, refusedLogin } from './more';
import { waitOf } from './waiting';
import { act, secondsOf, sentence, timeOf } from './words';

/** How long a service may take, before one asks whether it runs. In ms. */
const SOON_MS = 15_000;

/** The message that is told of, and all that is known. */
interface Told {
  app: string;
  story: Story;
  sentAtMs: number;
  evidence: Evidence;
  nowMs: number;
}

interface About extends Told {
  user: string;
  device: string | undefined;
}

export function sentenceOf({ user, device, fate }: DeviceFate, told: Told): string {
  const name = device === undefined ? user : `${user}, ${device}`;
  const about = { ...told, user, device };
  const report = fate.at === 'addressing' ? lastOf(about, 'refused') : undefined;
  if (fate.at === 'addressing' && report !== undefined)
    return `${name}: ${refusedReportOf(fate.reason, report, told.evidence)}`;
  return `${name}: ${wordsOf(fate, about)}`;
}

function wordsOf(fate: Fate, about: About): string {
  const { sentAtMs, nowMs } = about;
  switch (fate.at) {
    case 'gate':
      return `did not ring: ${fate.reason}. ${GATE_REASONS[fate.reason] ?? ''}${atGate(fate.reason, about)}`;
    case 'addressing':
      return `did not ring: ${fate.reason}. ${ADDRESS_REASONS[fate.reason] ?? ''}${atAddressing(fate.reason, about)}`;
    case 'outcome':
      return endOf(fate, about);
    case 'lane':
      return waitOf(fate, nowMs);
    default:
      return notYetOf(fate.at, sentAtMs, nowMs);
  }
}

function endOf(
  { outcome, receipts }: Fate & { at: 'outcome' },
  { sentAtMs, evidence, nowMs, story }: About,
): string {
  const { state, vendor, certificateId, code, detail, notes, attempts, inDoubt, endedAtMs, vendorMessageId } =
    outcome;
  const id = vendorMessageId === undefined ? '' : `, vendorMessageId ${vendorMessageId}`;
  const through = `${vendor}, certificate ${certificateId}`;
  const left = notes?.length ? ` Left out or changed: ${sentence(notes.join('; '))}` : '';
  const calls = attempts > 1 ? `, after ${attempts} calls` : '';
  const doubt = inDoubt > 0 ? ` ${inDoubt} of the calls may have been a second ring.` : '';
  if (state === 'accepted') {
    const told = receipts.length > 0 ? `, and reports: ${receipts.map(receiptIn).join(', ')}.` : '.';
    const silent = receipts.length > 0 ? meaningOf(receipts) : silentOf(outcome);
    return `${vendor} took it (certificate ${certificateId}${id}) ${secondsOf(endedAtMs - sentAtMs)} after it was sent${calls}${told}${doubt}${left}${silent}`;
  }
  const said = [code, detail].filter((text) => text !== undefined && text !== '').join(': ');
  const what = state === 'unconfirmed' ? 'may have rung' : 'did not ring';
  return `${what}: ${state}${said ? ` (${said})` : ''}. ${OUTCOME_STATES[state] ?? ''} (${through}${calls})${doubt}${left}${adviceOf(outcome, optionsIn(story, vendor), evidence, nowMs)}`;
}

/** What the message says of this vendor itself, and not its certificate. */
function optionsIn({ gated, addressed }: Story, vendor: string): string[] {
  const said = [...gated, ...addressed].map(({ content }) => Object.keys(content.vendors?.[vendor] ?? {}));
  return [...new Set(said.flat())];
}

const receiptIn = ({ event, code }: PushReceipted): string =>
  code ? `${event} (the vendor's code ${code})` : event;

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

/** The message had expired before it was published, so no service was slow. */
const wasOver = ({ sent, gated }: Story): boolean =>
  sent.length > 0 && gated.some(({ expiresAtMs }) => sent.every(({ seenAtMs }) => seenAtMs >= expiresAtMs));
const OVER = ` It was over before it was published.${act({ who: 'core', toDo: 'Look at its `sentAtMs` and `lifetimeSeconds`: the life of a message is counted from when it was sent.' })}`;

/** What the topics know besides that explains the reason, and what to do. */
function atGate(reason: GateReason, about: About): string {
  if (reason === 'expired' && wasOver(about.story)) return OVER;
  const more = reason === 'unknown-user' ? noSessionIn(about) : '';
  const refused = OF_AN_END.includes(reason) ? refusedLogin(about) : undefined;
  return refused ?? more + act(GATE_REMEDIES[reason]);
}

function atAddressing(reason: AddressReason, about: About): string {
  if (reason !== 'certificate-not-effective') return act(ADDRESS_REMEDIES[reason]);
  const { certificateId = 0 } = lastOf(about, 'bound') ?? {};
  return notEffective(about.evidence.certificates.get(certificateId), about.nowMs);
}

const lastOf = (
  { app, user, device, evidence }: About,
  change: BindingChanged['change'],
): Seen<BindingChanged> | undefined =>
  newestOf(
    evidence.bindings.filter(
      (one) => one.app === app && one.user === user && one.device === device && one.change === change,
    ),
  );

/** The reasons that a refused report is behind. */
const UNREPORTED: readonly AddressReason[] = ['no-binding', 'not-reported-since-login'];

/** A refused report is what happened, and comes first. Where something else stopped the push, it follows. */
function refusedReportOf(reason: AddressReason, report: Seen<BindingChanged>, evidence: Evidence): string {
  const { cause, certificateId, seenAtMs } = report;
  const certificate = certificateId === undefined ? '' : ` (certificate ${certificateId})`;
  const [says, remedies]: [Table<string>, Table<Remedy>] = [REPORT_REASONS, REPORT_REMEDIES];
  const form = cause === 'bad-token' ? formIn(vendorOf(report, evidence)) : '';
  const told = `was refused at ${timeOf(seenAtMs)}: ${cause}${certificate}.${says[cause] ? ` ${says[cause]}` : ''}${form}${act(remedies[cause])}`;
  const because = UNREPORTED.includes(reason)
    ? ''
    : ` ${ADDRESS_REASONS[reason] ?? ''}${act(ADDRESS_REMEDIES[reason])}`;
  return `did not ring: ${reason}.${because} The last report of a token from this device ${told}`;
}

const vendorOf = (
  { vendor, certificateId }: BindingChanged,
  { certificates }: Evidence,
): string | undefined => vendor ?? certificates.get(certificateId ?? 0)?.vendor;

type Table<T> = Readonly<{ [code: string]: T | undefined }>;

export const letterOf = (letter: DeadLetter): string => `dead letter of ${letterIn(letter)}`;

export const refusedEventOf = (letter: DeadLetter): string =>
  `did not ring: the event was refused and became a dead letter of ${letterIn(letter)}`;

function letterIn({ reason, detail, topic, partition, offset, group }: DeadLetter): string {
  const where = `${topic} partition ${partition} offset ${offset}`;
  return `${group}: ${reason}. ${DEAD_LETTER_REASONS[reason] ?? ''} ${detail} (${where})${act(DEAD_LETTER_REMEDIES[reason])}`;
}
