// For flow tests: what a service knows a moment after an event was published.
import { setTimeout as delay } from 'node:timers/promises';

const DEADLINE_MS = 5_000;

/** Asks until the answer is there. */
export async function eventually<T>(ask: () => Promise<T | undefined>): Promise<T> {
  const endMs = performance.now() + DEADLINE_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > endMs) throw new Error('it did not come about in time');
    await delay(10);
  }
}
