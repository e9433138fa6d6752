// A clock that stands still until a test moves it.
import { Clock } from '@offline-push/service-kit';

export class FakeClock extends Clock {
  #nowMs: number;

  /** Default: 2026-09-21, the day of the contracts' examples. */
  constructor(nowMs = 1_790_000_000_000) {
    super();
    this.#nowMs = nowMs;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  advanceMs(ms: number): void {
    this.#nowMs += ms;
  }

  setMs(nowMs: number): void {
    this.#nowMs = nowMs;
  }
}
