// What live and ready mean: the sum of the parts that were added. Alive: the process can do its work or wait for it. Ready: it does.
import { Injectable } from '@nestjs/common';

export interface HealthPart {
  readonly name: string;
  /** False: only a restart helps. Must not depend on the broker or the database being up. */
  isAlive(): boolean | Promise<boolean>;
  isReady(): boolean | Promise<boolean>;
  /** What it waits for while it is not ready, in words for people, one sentence each. */
  waitsFor?(): readonly string[];
  /** What is not as it should be although it is ready. */
  notes?(): readonly string[];
}

export interface HealthReport {
  readonly status: 'ok' | 'failing';
  /** Why not, one sentence for each part that fails and each thing it waits for. */
  readonly reasons: readonly string[];
  /** What is not as it should be although the service takes work. */
  readonly notes?: readonly string[];
}

/** A part that says nothing within this time says no. */
const ANSWER_DEADLINE_MS = 2000;
/** A report is read by people and kept by probes: so many sentences of a part, so long each. */
const MAX_SENTENCES = 20;
const MAX_SENTENCE_LENGTH = 300;

@Injectable()
export class Health {
  readonly #parts: HealthPart[] = [];
  #isDraining = false;

  add(part: HealthPart): void {
    this.#parts.push(part);
  }

  /** From now on not ready: the process is stopping. */
  drain(): void {
    this.#isDraining = true;
  }

  async live(): Promise<HealthReport> {
    return this.#report(
      (part) => part.isAlive(),
      ({ name }) => [`${name} is not alive`],
    );
  }

  async ready(): Promise<HealthReport> {
    if (this.#isDraining) return { status: 'failing', reasons: ['the service is stopping'] };
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

/** With the part's own words, if it has some. */
function notReady(part: HealthPart): readonly string[] {
  const complaint = `${part.name} is not ready`;
  const words = bounded(
    wordsOf(() => part.waitsFor?.()),
    complaint,
  );
  return words.length > 0 ? words : [complaint];
}

/** A part whose words fail is still named. */
function wordsOf(ask: () => readonly string[] | undefined): readonly string[] {
  try {
    return ask() ?? [];
  } catch {
    return [];
  }
}

function bounded(sentences: readonly string[], begin: string): string[] {
  const said = sentences.slice(0, MAX_SENTENCES).map((words) => words.slice(0, MAX_SENTENCE_LENGTH));
  if (sentences.length > MAX_SENTENCES) said.push(`and ${sentences.length - MAX_SENTENCES} more`);
  return said.map((words) => `${begin}: ${words}`);
}

async function answerOf(ask: () => boolean | Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ANSWER_DEADLINE_MS);
  });
  try {
    return await Promise.race([ask(), silence]);
  } catch {
    // A part that throws is a part that fails; the report says which.
    return false;
  } finally {
    clearTimeout(timer);
  }
}
