// How long each part of a stop may take. The parts stop one after the other, so together they must stay below the 20 s of a stop
// (SHUTDOWN_DEADLINE_MS): while a broker is away each takes its full time, and a stop that is cut ends with code 1.

/** In ms. The outbox waits twice, for calls under way and for its last tries. Rows that it could not publish are in its table. */
export const STOP_WITHIN = { flowsMs: 9_000, outboxMs: 2_000, publisherMs: 3_000 } as const;
