// When has a flow settled what its partitions held at a moment? For a decision that must not overtake the facts before it.
import { within } from '../deadline';
import type { Range } from '../log';
import type { Progress } from './progress';

export class Settling {
  private waiting: (() => void)[] = [];
  private settled = 0;

  constructor(private readonly progress: Progress) {}

  /** How often something was settled: the same number twice means that nothing was in between. */
  get count(): number {
    return this.settled;
  }

  /** Something was settled. */
  moved(): void {
    this.settled += 1;
    for (const go of this.waiting.splice(0)) go();
  }

  /** Resolves with true when these are settled, as far as they are this process's, and with false when the time is over. */
  async upTo(ranges: readonly Range[], withinMs: number): Promise<boolean> {
    const endMs = performance.now() + withinMs;
    while (!this.progress.isAt(ranges)) {
      const next = new Promise<void>((go) => this.waiting.push(go));
      if (!(await within(next, endMs - performance.now()))) return false;
    }
    return true;
  }
}
