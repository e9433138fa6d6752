// The health of a process, as the sum of its parts. Alive means that it works or waits. Ready means that it works.
import { Injectable } from '@nestjs/common';

export interface HealthPart {
  readonly name: string;
  /** False if only a restart helps. Must not depend on broker or database. */
  isAlive(): boolean | Promise<boolean>;
  isReady(): boolean | Promise<boolean>;
  /** What the part waits for while it is not ready: sentences for people. */
  waitsFor?(): readonly string[];
  /** What is wrong although the part is ready. */
  notes?(): readonly string[];
}

export interface HealthReport {
  readonly status: 'ok' | 'failing';
  /** Why it fails: a sentence for each part that fails and each thing that it waits for. */
  readonly reasons: readonly string[];
  /** What is wrong although the service works. */
  readonly notes?: readonly string[];
}

/** A part that does not answer within this time fails. */
const ANSWER_DEADLINE_MS = 2000;
/** Bounds of a report: sentences of one part, and the length of each. */
const MAX_SENTENCES = 20;
const MAX_SENTENCE_LENGTH = 300;

@Injectable()
export class Health {
  readonly #parts: HealthPart[] = [];
  #drainingSinceMs: number | undefined;

  add(part: HealthPart): void {
    this.#parts.push(part);
  }

  /** From now on the process is not ready, because it stops. */
  drain(): void {
    this.#drainingSinceMs ??= performance.now();
  }

  /** How long the process has been stopping. 0: it does not. In ms. */
  get stoppingForMs(): number {
    return this.#drainingSinceMs === undefined ? 0 : performance.now() - this.#drainingSinceMs;
  }

  async live(): Promise<HealthReport> {
    return this.#report(
      (part) => part.isAlive(),
      ({ name }) => [`${name} is not alive`],
    );
  }

  async ready(): Promise<HealthReport> {
    if (this.#drainingSinceMs !== undefined)
      return { status: 'failing', reasons: ['the service is stopping'] };
    const report = await this.#report((part) => part.isReady(), notReady);
    const notes = this.#parts.flatMap((part) =>
      bounded(
        wordsOf(() => part.notes?.()),
        part.name,
      ),
    );
    return notes.length === 0 ? report : { ...report, notes };
  }

  async #report(
    ask: (part: HealthPart) => boolean | Promise<boolean>,
    complain: (part: HealthPart) => readonly string[],
  ): Promise<HealthReport> {
    const answers = await Promise.all(this.#parts.map((part) => answerOf(() => ask(part))));
    const reasons = this.#parts.filter((_, i) => !answers[i]).flatMap(complain);
    return { status: reasons.length === 0 ? 'ok' : 'failing', reasons };
  }
}

/** The part's own sentences if it has any. */
function notReady(part: HealthPart): readonly string[] {
  const complaint = `${part.name} is not ready`;
  const words = bounded(
    wordsOf(() => part.waitsFor?.()),
    complaint,
  );
  return words.length > 0 ? words : [complaint];
}

/** A part that throws here is still named in the report. */
function wordsOf(ask: () => readonly string[] | undefined): readonly string[] {
  try {
    return ask() ?? [];
  } catch {
    return [];
  }
}

function bounded(sentences: readonly string[], begin: string): string[] {
  const kept = sentences.slice(0, MAX_SENTENCES).map((words) => words.slice(0, MAX_SENTENCE_LENGTH));
  if (sentences.length > MAX_SENTENCES) kept.push(`and ${sentences.length - MAX_SENTENCES} more`);
  return kept.map((words) => `${begin}: ${words}`);
}

async function answerOf(ask: () => boolean | Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ANSWER_DEADLINE_MS);
  });
  try {
    return await Promise.race([ask(), silence]);
  } catch {
    // A part that throws fails, and the report names it.
    return false;
  } finally {
    clearTimeout(timer);
  }
}
