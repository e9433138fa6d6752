// What live and ready mean: the sum of the parts that were added. Alive: the process can do its work or wait for it. Ready: it does.
import { Injectable } from '@nestjs/common';

export interface HealthPart {
  readonly name: string;
  /** False: only a restart helps. Must not depend on the broker or the database being up. */
  isAlive(): boolean | Promise<boolean>;
  isReady(): boolean | Promise<boolean>;
  /** Why it is not ready, in words. Without it: "<name> is not ready". */
  why?(): string;
}

export interface HealthReport {
  readonly status: 'ok' | 'failing';
  /** Why not, one sentence for each part that fails. */
  readonly reasons: readonly string[];
}

/** A part that says nothing within this time says no. */
const ANSWER_DEADLINE_MS = 2000;

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
      ({ name }) => `${name} is not alive`,
    );
  }

  async ready(): Promise<HealthReport> {
    if (this.#isDraining) return { status: 'failing', reasons: ['the service is stopping'] };
    return this.#report(
      (part) => part.isReady(),
      (part) => part.why?.() ?? `${part.name} is not ready`,
    );
  }

  async #report(
    ask: (part: HealthPart) => boolean | Promise<boolean>,
    complaint: (part: HealthPart) => string,
  ): Promise<HealthReport> {
    const answers = await Promise.all(this.#parts.map((part) => answerOf(() => ask(part))));
    const reasons = this.#parts.filter((_, i) => !answers[i]).map(complaint);
    return { status: reasons.length === 0 ? 'ok' : 'failing', reasons };
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
