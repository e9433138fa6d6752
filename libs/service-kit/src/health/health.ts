// What live and ready mean: the sum of the parts that were added. Alive: the process can do its work or wait for it. Ready: it does.
import { Injectable } from '@nestjs/common';

export interface HealthPart {
  readonly name: string;
  /** False: only a restart helps. Must not depend on the broker or the database being up. */
  isAlive(): boolean | Promise<boolean>;
  isReady(): boolean | Promise<boolean>;
  /** What it waits for while it is not ready, in words for people, one sentence each. */
  waitsFor?(): readonly string[];
}

export interface HealthReport {
  readonly status: 'ok' | 'failing';
  /** Why not, one sentence for each part that fails and each thing it waits for. */
  readonly reasons: readonly string[];
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
    return this.#report((part) => part.isReady(), notReady);
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
  const sentences = sentencesOf(part);
  if (sentences.length === 0) return [complaint];
  const more = sentences.length - MAX_SENTENCES;
  return [
    ...sentences
      .slice(0, MAX_SENTENCES)
      .map((words) => `${complaint}: ${words.slice(0, MAX_SENTENCE_LENGTH)}`),
    ...(more > 0 ? [`${complaint}: and ${more} more`] : []),
  ];
}

function sentencesOf(part: HealthPart): readonly string[] {
  try {
    return part.waitsFor?.() ?? [];
  } catch {
    return []; // a part without words is still named
  }
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
