// Whose events of a topic were awaited up to where: an earlier one of another day does not count again.
import type { Topic } from '@offline-push/contracts';
import { until } from '@offline-push/parts';

const EVENT_DEADLINE_MS = 60_000;

export class NextEvents {
  private readonly upTo = new Map<string, number>();

  /** `seen`: all events of a topic so far. */
  constructor(private readonly seen: <T>(topic: Topic<T>) => readonly T[]) {}

  /** The next such event that nobody has awaited yet. */
  async next<T>(
    topic: Topic<T>,
    whose: string,
    isIt: (event: T) => boolean,
    deadlineMs = EVENT_DEADLINE_MS,
  ): Promise<void> {
    const from = this.upTo.get(whose) ?? 0;
    const words = `no such event of ${whose} on ${topic.name}`;
    const at = await until(deadlineMs, words, () => {
      const events = this.seen(topic);
      for (let i = from; i < events.length; i++) if (isIt(events[i] as T)) return i;
      return undefined;
    });
    this.upTo.set(whose, at + 1);
  }
}
