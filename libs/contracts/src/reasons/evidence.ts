// The sentences in which a check says what it found. Each has both languages with the same gaps, or it does not compile.
import { EVIDENCE_OF_ADDRESSES } from './evidence/of-addresses';
import { EVIDENCE_OF_CALLS } from './evidence/of-calls';
import { EVIDENCE_OF_MESSAGES } from './evidence/of-messages';
import { EVIDENCE_OF_USERS } from './evidence/of-users';
import { filled, type Sentence, type Text } from './words';

export const EVIDENCE = {
  ...EVIDENCE_OF_USERS,
  ...EVIDENCE_OF_ADDRESSES,
  ...EVIDENCE_OF_MESSAGES,
  ...EVIDENCE_OF_CALLS,
} as const;
export type EvidenceId = keyof typeof EVIDENCE;

type SlotOf<S> = S extends Sentence<infer Slot> ? Slot : never;
/** A sentence without gaps needs nothing. */
type FillingOf<Slot extends string> = [Slot] extends [never]
  ? []
  : [filling: Readonly<Record<Slot, string | number | Text>>];

export function told<Id extends EvidenceId>(
  id: Id,
  ...[filling]: FillingOf<SlotOf<(typeof EVIDENCE)[Id]>>
): Text {
  return filled(EVIDENCE[id].text, filling ?? {});
}
