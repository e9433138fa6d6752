// Reads receipts from vivo's callback. It is an object keyed by task ID; the names of the newer fields are not documented, so everything
// is read leniently and only checked for its form. vivo signs nothing, so only a secret in the URL keeps strangers out.
import { integerIn, isObject, type Json, parse, textOf } from '../shared/text/json';
import { visibleIn } from '../shared/text/visible';
import type { Receipt, ReceiptForm, ReceiptReading } from '../vendor';
import type { VivoCredential, VivoSettings } from './credential';
import { token as tokenForm } from './token';

/** Sub types that end a token (sheet 6): no longer valid; user not subscribed; user does not exist. */
const DEAD = [2183, 20001, 20002];
/** Newer receipts carry a main type, 0 for arrived; older ones none, and report arrivals only (sheet 6). */
const ARRIVED = 0;
const MAX_PARAM_LENGTH = 192;
/** How far a clock may be ahead of ours. */
const MAX_AHEAD_MS = 600_000;
/** 2018-01-01. vivo had no push service before, so a smaller number is no time in ms. */
const EARLIEST_MS = 1_514_764_800_000;

export const receipts: ReceiptForm<VivoCredential, VivoSettings> = {
  events: ['arrived', 'token-dead'],
  read({ body }, _known, nowMs): ReceiptReading {
    const tasks = parse(body.toString('utf8'));
    if (tasks === undefined) return { ok: false, problem: 'not a JSON object keyed by task id' };
    const entries = Object.entries(tasks);
    if (!entries.every(([taskId, entry]) => visibleIn(taskId) !== undefined && isObject(entry))) {
      return { ok: false, problem: 'a task id that is none, or without its object' };
    }
    return {
      ok: true,
      receipts: entries.flatMap(([taskId, entry]) => receiptsOf(taskId, entry as Json, nowMs)),
    };
  },
};

/** One receipt per target. A failure that is not about the token has none. */
function receiptsOf(vendorMessageId: string, entry: Json, nowMs: number): Receipt[] {
  const kind = kindOf(entry);
  if (kind === undefined) return [];
  const fields = { ...kind, vendorMessageId, ...correlationIn(entry), ...timeIn(entry, nowMs) };
  const targets = targetsIn(entry).filter((target) => tokenForm.problem(target) === undefined);
  if (targets.length > 0) return targets.map((token) => ({ ...fields, token }));
  // A dead token needs a target; an arrival without one still counts for the task.
  return kind.event === 'arrived' ? [fields] : [];
}

function kindOf({ ackType, subAckType }: Json): Pick<Receipt, 'event' | 'code'> | undefined {
  const [main, sub] = [integerIn(ackType), integerIn(subAckType)];
  const dead = [sub, main].find((code) => code !== undefined && DEAD.includes(code));
  if (dead !== undefined) return { event: 'token-dead', code: String(dead) };
  if (ackType === undefined && subAckType === undefined) return { event: 'arrived' };
  return main === ARRIVED ? { event: 'arrived', code: '0' } : undefined;
}

const targetsIn = ({ targets }: Json): string[] => [
  ...new Set(
    [targets]
      .flat()
      .flatMap((value) => textOf(value).split(','))
      .map((target) => target.trim()),
  ),
];

function correlationIn({ param }: Json): Pick<Receipt, 'correlation'> {
  const correlation = visibleIn(textOf(param), MAX_PARAM_LENGTH);
  return correlation === undefined ? {} : { correlation };
}

function timeIn({ ackTime }: Json, nowMs: number): Pick<Receipt, 'atMs'> {
  const atMs = integerIn(ackTime) ?? 0;
  return atMs >= EARLIEST_MS && atMs <= nowMs + MAX_AHEAD_MS ? { atMs } : {};
}
