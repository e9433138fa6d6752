// Why did this phone not ring? Runs all checks in their order; the first that fails is the answer. Pure.
import {
  type Actor,
  type Advice,
  CHECK_IDS,
  type CheckId,
  CHECKS,
  FAQ,
  type Language,
  says,
} from '@offline-push/contracts';
import * as binding from './binding-checks';
import * as call from './call-checks';
import type { Found } from './finding';
import type { Known } from './known';
import * as message from './message-checks';
import * as user from './user-checks';

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
  certificate: binding.certificate,
  effective: binding.effective,
  credential: binding.credential,
  environment: binding.environment,
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
  const checks = CHECK_IDS.map((check) => checkedOf(check, PROGRAMS[check](known), language));
  const first = checks.find(({ result }) => result === 'fail');
  return { ...(first && { first }), checks, faq: faqOf(checks) };
}

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
