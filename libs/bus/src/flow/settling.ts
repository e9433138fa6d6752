// Waits until a flow has settled what its partitions held at a moment, for decisions that must not overtake earlier facts.
import { within } from '../deadline';
import type { Range } from '../log';
import type { Progress } from './progress';

export class Settling {
  private waiting: (() => void)[] = [];
  private settled = 0;

  constructor(private readonly progress: Progress) {}

  /** How many times something was settled. The same number twice means that nothing was settled in between. */
  get count(): number {
    return this.settled;
  }

  /** Called when something was settled. */
  moved(): void {
    this.settled += 1;
    for (const go of this.waiting.splice(0)) go();
  }

  /** Resolves with true when this process's part of these ranges is settled, with false when the time is over. */
  async upTo(ranges: readonly Range[], withinMs: number): Promise<boolean> {
    const endMs = performance.now() + withinMs;
    while (!this.progress.isAt(ranges)) {
      const next = new Promise<void>((go) => this.waiting.push(go));
      if (!(await within(next, endMs - performance.now()))) return false;
    }
    return true;
  }
}
