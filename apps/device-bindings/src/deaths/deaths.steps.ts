// Counts vendors' answers about tokens over all pods, and decides which deaths are believed. A death that is not believed is logged and
// leaves its binding: the next push to the phone asks the vendor again.
import { Injectable, Logger } from '@nestjs/common';
import { Database } from '@offline-push/service-kit';
import { Limits } from '../device-bindings.config';
import { countKept } from '../metrics';
import {
  after,
  type Answers,
  credible,
  keptOf,
  NO_ANSWERS,
  NOTHING_LATELY,
  type Said,
  sumOf,
  type Word,
} from './answers';
import { AnswersStore } from './answers.store';

/** Tells whether an answer means a death. Undefined stands for an answer that is not about a token. */
type Believes = (one: Said | undefined) => boolean;

type Counts = ReadonlyMap<number, Answers>;

/** Accepted pushes are written at most so often: most slices have no death, and need no query. */
const WRITE_EVERY_MS = 10_000;

@Injectable()
export class DeathSteps {
  private readonly logger = new Logger(DeathSteps.name);
  private unwritten: Counts = new Map();
  private writtenAtMs = 0;

  constructor(
    private readonly database: Database,
    private readonly store: AnswersStore,
    private readonly limits: Limits,
  ) {}

  /** Counts the answers. Returns a function that tells which of them mean that the token is dead. */
  async believed(said: readonly Said[], nowMs: number): Promise<Believes> {
    if (said.length === 0) return () => false;
    const counts = countsOf(said);
    const hasDeaths = [...counts.values()].some(({ dead, doubtful }) => dead + doubtful > 0);
    if (!hasDeaths && nowMs - this.writtenAtMs < WRITE_EVERY_MS) {
      this.unwritten = added(this.unwritten, counts);
      return () => false;
    }
    return this.judged(counts, nowMs);
  }

  private async judged(counts: Counts, nowMs: number): Promise<Believes> {
    const waiting = this.unwritten;
    const isOld = nowMs - this.writtenAtMs > this.limits.deadShare.windowMs;
    this.unwritten = new Map();
    const writing = isOld ? this.write(counts, nowMs, waiting) : this.write(added(waiting, counts), nowMs);
    const latelyOf = await writing.catch((error: unknown) => {
      this.unwritten = added(this.unwritten, waiting);
      throw error;
    });
    this.writtenAtMs = nowMs;
    const isCredible = new Map(
      [...latelyOf].map(([certificateId, lately]) => [
        certificateId,
        credible(lately, this.limits.deadShare),
      ]),
    );
    for (const [certificateId, answers] of counts) {
      const [lately, words] = [latelyOf.get(certificateId), isCredible.get(certificateId)];
      if (lately && words) this.tell(certificateId, keptOf(answers, lately, words));
    }
    return (one) => one !== undefined && isCredible.get(one.certificateId)?.[one.word] === true;
  }

  /** `old`: acceptances of before the window say only that the deaths of before them are not in a row with those of now. */
  private write(counts: Counts, nowMs: number, old: Counts = new Map()) {
    const ids = [...new Set([...counts.keys(), ...old.keys()])];
    return this.database.transaction(async (tx) => {
      const known = await this.store.locked(tx, ids);
      const latelyOf = new Map(
        ids.map((id) => {
          const { seconds, deadInARow } = known.get(id) ?? NOTHING_LATELY;
          const before = { seconds, deadInARow: old.has(id) ? 0 : deadInARow };
          const answers = counts.get(id) ?? NO_ANSWERS;
          return [id, after(before, answers, nowMs, this.limits.deadShare.windowMs)] as const;
        }),
      );
      await this.store.save(tx, latelyOf);
      return latelyOf;
    });
  }

  private tell(certificateId: number, kept: number): void {
    if (kept === 0) return;
    countKept(certificateId, kept);
    this.logger.error({ event: 'token-pruning-stopped', certificateId, kept });
  }
}

const countsOf = (said: readonly Said[]): Counts => {
  const counts = new Map<number, Record<Word, number>>();
  for (const { certificateId, word } of said) {
    const answers = counts.get(certificateId) ?? { ...NO_ANSWERS };
    answers[word]++;
    counts.set(certificateId, answers);
  }
  return counts;
};

const added = (some: Counts, more: Counts): Counts =>
  new Map(
    [...some.keys(), ...more.keys()].map((id) => [
      id,
      sumOf([some.get(id) ?? NO_ANSWERS, more.get(id) ?? NO_ANSWERS]),
    ]),
  );
