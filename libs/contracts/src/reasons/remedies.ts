// What to do about each reason, and who must do it, in English: for tools whose words are English.
import { ADDRESS } from './address';
import { DEAD_LETTER } from './dead-letter';
import { GATE } from './gate';
import { OUTCOME } from './outcome';
import { type Actor, ACTOR_NAMES, type Advice } from './reason';
import { RECEIPT } from './receipt';
import { REPORT } from './report';
import { inEnglish } from './words';

export const ACTORS = inEnglish(ACTOR_NAMES);

export interface Remedy {
  who: Actor;
  toDo: string;
}

export const remediesIn = <Code extends string>(
  table: Readonly<Record<Code, Advice>>,
): Readonly<Record<Code, Remedy>> =>
  Object.fromEntries(
    Object.entries<Advice>(table).map(([code, { who, toDo }]) => [code, { who, toDo: toDo.en }]),
  ) as Record<Code, Remedy>;

export const GATE_REMEDIES = remediesIn(GATE);
export const ADDRESS_REMEDIES = remediesIn(ADDRESS);
export const OUTCOME_REMEDIES = remediesIn(OUTCOME);
export const REPORT_REMEDIES = remediesIn(REPORT);
export const RECEIPT_REMEDIES = remediesIn(RECEIPT);
export const DEAD_LETTER_REMEDIES = remediesIn(DEAD_LETTER);
