// Runs flows as a service would, on a connection of its own, and stops them after the test.
import {
  BUS_OPTIONS,
  type BusOptions,
  Flows,
  type Handler,
  type Publisher,
} from '@offline-push/bus/for-testing';
import type { World } from './world';

/** As in production, but looking more often, so that a test does not wait for a timer. */
export const TEST_OPTIONS: BusOptions = {
  flow: { ...BUS_OPTIONS.flow, commitEveryMs: 50, retry: { firstMs: 20, maxMs: 100 }, checkEveryMs: 50 },
  feed: { ...BUS_OPTIONS.feed, awaitedMs: 20, idleMs: 100 },
  stopWithinMs: 5_000,
  exit: (code) => {
    throw new Error(`the process would have ended with ${code}`);
  },
};

export class Pods {
  private running: (() => Promise<void>)[] = [];

  constructor(private readonly world: () => World) {}

  /** `handlers` as the service's @Consumes methods would give them. */
  start(
    handlers: readonly Handler[],
    { options, publisher }: { options?: Partial<BusOptions>; publisher?: Publisher } = {},
  ): { flows: Flows; stop: () => Promise<void> } {
    const log = this.world().connect();
    const flows = new Flows(log, publisher ?? this.world().publisher, { ...TEST_OPTIONS, ...options });
    flows.start(handlers);
    let stopping: Promise<void> | undefined;
    const stop = (): Promise<void> => (stopping ??= flows.stop().then(() => log.close()));
    this.running.push(stop);
    return { flows, stop };
  }

  async stopAll(): Promise<void> {
    await Promise.all(this.running.map((stop) => stop()));
    this.running = [];
  }
}

/** Looks again and again, for things nobody announces; with a deadline. */
export async function eventually(
  isTrue: () => boolean | Promise<boolean>,
  deadlineMs = 60_000,
): Promise<void> {
  const endMs = performance.now() + deadlineMs;
  while (!(await isTrue())) {
    if (performance.now() > endMs) throw new Error(`not true within ${deadlineMs} ms: ${isTrue.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
