// Makes trouble with Kafka a note and no failure of readiness: operators must reach their certificates while brokers are away. What they
// save then is published afterwards.
import type { HealthPart } from '@offline-push/service-kit';

type Feed = Pick<HealthPart, 'isAlive'> & Required<Pick<HealthPart, 'waitsFor' | 'notes'>>;

export class FeedHealth implements HealthPart {
  readonly name = 'bus';

  constructor(private readonly feed: Feed) {}

  isAlive(): boolean | Promise<boolean> {
    return this.feed.isAlive();
  }

  isReady(): boolean {
    return true;
  }

  notes(): string[] {
    return [
      ...this.feed.waitsFor().map((words) => `health and bindings may be old: ${words}`),
      ...this.feed.notes(),
    ];
  }
}
