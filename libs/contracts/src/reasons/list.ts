// The closed list: every code that says why a phone did not ring, with its words in each language and who must act.
import { ADDRESS } from './address';
import { CHECKS } from './checks/checks';
import { DEAD_LETTER } from './dead-letter';
import { GATE } from './gate';
import { CODES } from './codes/own-codes';
import { OUTCOME, VERDICTS } from './outcome';
import { type Advice, by, type Reason } from './reason';
import { RECEIPT } from './receipt';
import { REPORT } from './report';
import { BOX, LANE, NOT_REPLAYABLE, STEP } from './waiting';
import { says, type Text } from './words';

const NOTHING = by('nobody', says('Nothing.', '无需处理。'));
const MORE = by('platform', says('See its end, or its next call.', '见其结束状态，或下一次调用。'));

const withAdvice = <Code extends string>(
  table: Readonly<Record<Code, Text>>,
  advice: Advice,
): Readonly<Record<Code, Reason>> =>
  Object.fromEntries(
    Object.entries<Text>(table).map(([code, means]) => [code, { means, ...advice }]),
  ) as Record<Code, Reason>;

const checks = Object.fromEntries(
  Object.entries(CHECKS).map(([id, { asks, fails }]) => [id, { means: asks, ...fails }]),
) as Record<keyof typeof CHECKS, Reason>;

/** By kind, because a code may mean something else elsewhere: `token-dead` is a stop, a verdict, an end and a receipt. */
export const REASONS = {
  gate: GATE,
  address: ADDRESS,
  report: REPORT,
  verdict: withAdvice(VERDICTS, MORE),
  outcome: OUTCOME,
  code: CODES,
  receipt: RECEIPT,
  'dead-letter': DEAD_LETTER,
  'not-replayable': NOT_REPLAYABLE,
  lane: LANE,
  box: BOX,
  step: withAdvice(STEP, NOTHING),
  check: checks,
} as const satisfies { readonly [kind: string]: { readonly [code: string]: Reason } };
