// The one way to ask for the time, so that tests can move it. Whose time a service goes by is left to database/database-clock.ts.
import { Injectable } from '@nestjs/common';

export abstract class Clock {
  /** Ms since 1970-01-01 UTC. For moments; durations are measured by `performance.now()`. */
  abstract nowMs(): number;
}

/** The wall clock of this pod. It may be wrong and may jump, so nothing is decided by it. */
@Injectable()
export class SystemClock extends Clock {
  nowMs(): number {
    return Date.now();
  }
}
