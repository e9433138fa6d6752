// Why did this phone not ring? Runs all checks in their order; the first that fails is the answer. Pure.
import {
  type Actor,
  ADDRESS_CHECKS,
  type Advice,
  CHECK_IDS,
  type CheckId,
  CHECKS,
  FAQ,
  GATE_CHECKS,
  type Language,
  says,
  told,
} from '@offline-push/contracts';
import * as binding from './checks/binding-checks';
import { blameOf } from './blame';
import * as call from './checks/call-checks';
import * as certificate from './checks/certificate-checks';
import { complaintOf } from './complaint';
import { gateStopOf } from './decided';
import { type Found, words } from './finding';
import type { Known } from './known';
import { letterOn } from './letters';
import * as message from './checks/message-checks';
import * as user from './checks/user-checks';

/** A check without a program does not compile. */
const PROGRAMS: Readonly<Record<CheckId, (known: Known) => Found>> = {
  account: user.account,
  recipient: user.recipient,
  login: user.login,
  reach: user.reach,
  platform: user.platform,
  link: user.link,
  'silent-loss': user.silentLoss,
  binding: binding.binding,
  'reported-since-login': binding.reportedSinceLogin,
  certificate: certificate.certificate,
  effective: certificate.effective,
  credential: certificate.credential,
  environment: certificate.environment,
  pushes: message.pushes,
  duplicate: message.duplicate,
  options: message.options,
  ext: message.ext,
  length: message.length,
  channel: message.channel,
  click: message.click,
  attempted: call.attempted,
  accepted: call.accepted,
  quota: call.quota,
  arrived: call.arrived,
  switch: call.notificationSwitch,
  clicked: call.clicked,
  probe: call.probe,
  'end-to-end': call.endToEnd,
};

interface Checked {
  number: number;
  check: CheckId;
  asks: string;
  result: Found['result'];
  evidence: string;
  /** Of what failed: who must act. Of what is unknown: who can find out. */
  who: Actor;
  toDo: string;
}

export interface Diagnosis {
  /** The first check that failed. Absent: none did. */
  first?: Checked;
  checks: Checked[];
  /** The questions of the FAQ: fail if one of their checks fails, pass if all that are known pass. */
  faq: Record<string, Found['result']>;
}

const NOTHING: Advice = { who: 'nobody', toDo: says('Nothing.', '无需处理。') };

export function diagnose(known: Known, language: Language = 'en'): Diagnosis {
  const decided = decidedCheck(known);
  const checks = CHECK_IDS.map((check) => {
    const found = PROGRAMS[check](known);
    const isOvertaken = decided !== undefined && BY_NOW.includes(check) && isBefore(check, decided);
    return checkedOf(check, isOvertaken ? asOfNow(found) : found, language);
  });
  const first = checks.find(({ result }) => result === 'fail');
  return { ...(first && { first }), checks, faq: faqOf(checks) };
}

/** Where no hop has decided, these go by how things are now. */
const BY_NOW: readonly CheckId[] = [
  'account',
  'login',
  'reach',
  'platform',
  'link',
  'binding',
  'reported-since-login',
  'certificate',
  'effective',
  'credential',
];

const isBefore = (one: CheckId, other: CheckId): boolean => CHECKS[one].number < CHECKS[other].number;

/** The check that ended this message for this phone. */
function decidedCheck(known: Known): CheckId | undefined {
  const { device } = known;
  const gate = gateStopOf(known);
  if (gate !== undefined) return GATE_CHECKS[gate.reason];
  if (device?.outcome !== undefined) return blameOf(known)?.check;
  const stop = device?.address === undefined ? device?.addressStop : undefined;
  if (stop !== undefined) return complaintOf(known)?.check ?? ADDRESS_CHECKS[stop.reason];
  return CHECK_IDS.find((id) => id !== 'duplicate' && letterOn(id, known) !== undefined);
}

/** What has changed since is not the reason of what was decided then. */
const asOfNow = (found: Found): Found =>
  found.result === 'fail'
    ? { ...found, result: 'unknown', evidence: words(told('as-now'), found.evidence) }
    : found;

function checkedOf(check: CheckId, { result, evidence, remedy }: Found, language: Language): Checked {
  const { number, asks, fails, unknown } = CHECKS[check];
  const { who, toDo } = result === 'pass' ? NOTHING : (remedy ?? (result === 'fail' ? fails : unknown));
  return {
    ...{ number, check, asks: asks[language], result, evidence: evidence[language] },
    ...{ who, toDo: toDo[language] },
  };
}

const faqOf = (checks: readonly Checked[]): Diagnosis['faq'] =>
  Object.fromEntries(
    Object.entries<readonly CheckId[]>(FAQ).map(([question, ids]) => {
      const results = checks.filter(({ check }) => ids.includes(check)).map(({ result }) => result);
      if (results.includes('fail')) return [question, 'fail'];
      return [question, results.includes('pass') ? 'pass' : 'unknown'];
    }),
  );
