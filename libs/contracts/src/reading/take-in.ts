// Turns a parsed document into an event of its topic, with repairs where the topic allows them, or tells the rules that it breaks. A
// correct event costs one compiled check.
import type { Problem } from './explain';
import type { Note } from './mends';
import { withoutNulls } from './nulls';
import { problemsOf } from './read-event';
import { MAX_VENDORS_BYTES, type Repair, REPAIRS } from './repairs';
import type { Topic } from '../topic';

export type TakenIn =
  | { ok: true; event: unknown; notes: readonly Note[]; badRecipients: readonly string[] }
  | { ok: false; problems: readonly Problem[] };

/** @param sizeBytes size of the document. A large one is repaired even if it passes the check, which does not see the size of options. */
export function takeIn(topic: Topic, document: unknown, sizeBytes = 0): TakenIn {
  const isLarge = sizeBytes > MAX_VENDORS_BYTES;
  if (!isLarge && topic.check.Check(document)) return asItIs(document);
  const repair = REPAIRS.get(topic.name);
  if (repair === undefined || !isPlain(document)) return strict(topic, document);
  const event = withoutNulls(topic.schema, document) as object;
  return !isLarge && topic.check.Check(event) ? asItIs(event) : repaired(repair, event);
}

const asItIs = (event: unknown): TakenIn => ({ ok: true, event, notes: NONE, badRecipients: NONE });
const NONE: readonly never[] = [];

function repaired(repair: Repair, event: object): TakenIn {
  const result = repair.of(event);
  const problems = problemsOf(repair, result.event);
  return problems.length === 0 ? { ok: true, ...result } : { ok: false, problems };
}

function strict(topic: Topic, event: unknown): TakenIn {
  const problems = problemsOf(topic, event);
  return problems.length === 0 ? asItIs(event) : { ok: false, problems };
}

const isPlain = (event: unknown): event is object =>
  typeof event === 'object' && event !== null && !Array.isArray(event);
