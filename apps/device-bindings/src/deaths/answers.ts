// Decides by a vendor's recent answers which deaths of tokens are credible. With a wrong certificate (environment, app, project) a vendor
// calls every token dead, and all bindings of an app would end (docs/adr/0036). Pure, with the time as an argument.

/** `doubtful`: the vendor gives this answer for a dead token and for a wrong certificate. */
export type Word = 'accepted' | 'dead' | 'doubtful';

/** A vendor's answer about a token of a certificate. */
export interface Said {
  readonly certificateId: number;
  readonly word: Word;
}

export type Answers = Readonly<Record<Word, number>>;

interface Second extends Answers {
  readonly atMs: number;
}

/** The recent answers of one certificate. */
export interface Lately {
  /** Answers are added up by the second, so that a window has a bounded number of entries. Oldest first. */
  readonly seconds: readonly Second[];
  /** Deaths since the last accepted push, over any time. */
  readonly deadInARow: number;
}

export interface DeadShareLimits {
  /** Share of dead tokens above which none is pruned, between 0 and 1. 1: all are pruned. */
  share: number;
  /** With fewer answers the share is not judged. So many deaths in a row count as a mass, over any time. */
  atLeast: number;
  windowMs: number;
}

export const NO_ANSWERS: Answers = { accepted: 0, dead: 0, doubtful: 0 };
export const NOTHING_LATELY: Lately = { seconds: [], deadInARow: 0 };

const SECOND_MS = 1_000;
/** Apple's engineers: stop deleting when more than 5 % of the sends in a minute are called bad (README of APNs, "Verdicts"). */
const DOUBTFUL_SHARE = 0.05;
/** So many doubtful answers are usual, also where little is sent. */
const FEW_DOUBTFUL = 3;

export const sumOf = (answers: readonly Answers[]): Answers =>
  answers.reduce(
    (sum, { accepted, dead, doubtful }) => ({
      accepted: sum.accepted + accepted,
      dead: sum.dead + dead,
      doubtful: sum.doubtful + doubtful,
    }),
    NO_ANSWERS,
  );

/** Adds answers of now, and drops those older than the window. */
export function after(lately: Lately, answers: Answers, nowMs: number, windowMs: number): Lately {
  const fresh = lately.seconds.filter(({ atMs }) => atMs > nowMs - windowMs);
  const last = fresh.at(-1);
  const isSameSecond = last !== undefined && nowMs - last.atMs < SECOND_MS;
  const seconds = isSameSecond
    ? [...fresh.slice(0, -1), { ...sumOf([last, answers]), atMs: last.atMs }]
    : [...fresh, { ...answers, atMs: nowMs }];
  return { seconds, deadInARow: answers.accepted > 0 ? 0 : lately.deadInARow + answers.dead };
}

/** Which answers mean that the token is dead. */
export function credible(
  { seconds, deadInARow }: Lately,
  limits: DeadShareLimits,
): Readonly<Record<Word, boolean>> {
  const { accepted, dead, doubtful } = sumOf(seconds);
  const total = accepted + dead + doubtful;
  const isMass = total >= limits.atLeast && dead > total * limits.share;
  const isEveryone = limits.share < 1 && deadInARow >= limits.atLeast;
  return {
    accepted: false,
    dead: !isMass && !isEveryone,
    doubtful: accepted > 0 && doubtful <= Math.max(FEW_DOUBTFUL, DOUBTFUL_SHARE * total),
  };
}

/** How many deaths are not believed, for a log line. A few doubtful ones are not counted. */
export function keptOf(
  answers: Answers,
  lately: Lately,
  isCredible: Readonly<Record<Word, boolean>>,
): number {
  const isSome = sumOf(lately.seconds).doubtful > FEW_DOUBTFUL;
  return (isCredible.dead ? 0 : answers.dead) + (isCredible.doubtful || !isSome ? 0 : answers.doubtful);
}
