// When is a consumer dead for good? A process without its consumer looks healthy and does nothing, so it must end and be started anew.

/** More crashes than this … */
const MAX_CRASHES = 10;
/** … within this time, ms, are a crash loop. */
const WINDOW_MS = 5 * 60_000;
/** kafkajs' names for "the broker is away": waited for without end, never counted. */
const BROKER_AWAY = new Set([
  'KafkaJSConnectionError',
  'KafkaJSConnectionClosedError',
  'KafkaJSRequestTimeoutError',
  'KafkaJSBrokerNotFound',
  'KafkaJSNoBrokerAvailableError',
  'KafkaJSLockTimeout',
  'KafkaJSGroupCoordinatorNotFound',
]);

export class Supervision {
  private crashes: number[] = [];

  /** Tells whether the process must end. */
  crashed(error: Error, restarts: boolean, nowMs: number): boolean {
    if (!restarts) return true;
    if (isBrokerAway(error)) return false;
    this.crashes = [...this.crashes.filter((atMs) => nowMs - atMs < WINDOW_MS), nowMs];
    return this.crashes.length > MAX_CRASHES;
  }
}

/** "Gave up after five tries" says nothing; its cause does. */
function isBrokerAway(error: Error): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
    if (BROKER_AWAY.has(cause.name)) return true;
  return false;
}
