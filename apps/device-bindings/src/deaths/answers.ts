// What vendors lately said of a certificate's tokens, and which deaths that makes credible. With a wrong certificate (environment, app,
// project) a vendor calls every token dead, and believing it would end the bindings of a whole app (docs/adr/0036). Pure: time is an argument.

/** `doubtful`: this vendor says the same of a dead token and of a wrong certificate. */
export type Word = 'accepted' | 'dead' | 'doubtful';

/** A vendor judged a token of a certificate. */
export interface Said {
  readonly certificateId: number;
  readonly word: Word;
}

export type Answers = Readonly<Record<Word, number>>;

interface Second extends Answers {
  readonly atMs: number;
}

/** Of one certificate. */
export interface Lately {
  /** Answers are added up by the second, so that a window has a bounded number of entries. Oldest first. */
  readonly seconds: readonly Second[];
  /** Deaths since a token was last taken, however long that is. */
  readonly deadInARow: number;
}

export interface DeadShareLimits {
  /** Share of dead tokens above which nothing is pruned, between 0 and 1. 1: dead is dead. */
  share: number;
  /** Below so many answers a share says nothing; so many deaths in a row do, at whatever pace. */
  atLeast: number;
  windowMs: number;
}

export const NO_ANSWERS: Answers = { accepted: 0, dead: 0, doubtful: 0 };
export const NOTHING_LATELY: Lately = { seconds: [], deadInARow: 0 };

const SECOND_MS = 1_000;
/** Apple's engineers: stop deleting when more than 5 % of the sends in a minute are called bad (README of APNs, "Verdicts"). */
const DOUBTFUL_SHARE = 0.05;
/** Where little is sent, so many doubtful ones are nothing strange. */
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

/** `answers` came now; what is older than the window is forgotten. */
export function after(lately: Lately, answers: Answers, nowMs: number, windowMs: number): Lately {
  const fresh = lately.seconds.filter(({ atMs }) => atMs > nowMs - windowMs);
  const last = fresh.at(-1);
  const isSameSecond = last !== undefined && nowMs - last.atMs < SECOND_MS;
  const seconds = isSameSecond
    ? [...fresh.slice(0, -1), { ...sumOf([last, answers]), atMs: last.atMs }]
    : [...fresh, { ...answers, atMs: nowMs }];
  return { seconds, deadInARow: answers.accepted > 0 ? 0 : lately.deadInARow + answers.dead };
}

/** Which words about a token mean its death. */
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

/** How many deaths of these are kept from pruning, as a person should know. One bad token that may be our fault is no mass. */
export function keptOf(
  answers: Answers,
  lately: Lately,
  isCredible: Readonly<Record<Word, boolean>>,
): number {
  const isSome = sumOf(lately.seconds).doubtful > FEW_DOUBTFUL;
  return (isCredible.dead ? 0 : answers.dead) + (isCredible.doubtful || !isSome ? 0 : answers.doubtful);
}
