// How long each part of a stop may take. They stop one after the other, so together they stay below the 20 s that a stop has by default
// (SHUTDOWN_DEADLINE_MS): while a broker is away none of them gets its answer, and a stop that is cut ends with code 1.

/** ms. The outbox waits twice: for what is under way, and for its last tries. What it could not publish is in its table. */
export const STOP_WITHIN = { flowsMs: 9_000, outboxMs: 2_000, publisherMs: 3_000 } as const;
