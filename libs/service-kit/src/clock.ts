// Services ask this class for the time, so that tests can move it. database/database-clock.ts gives them the database's time.
import { Injectable } from '@nestjs/common';

export abstract class Clock {
  /** Ms since 1970-01-01 UTC. Durations are measured with `performance.now()` instead. */
  abstract nowMs(): number;
}

/** The wall clock of this pod. It may be wrong and may jump, so no decision uses it. */
@Injectable()
export class SystemClock extends Clock {
  nowMs(): number {
    return Date.now();
  }
}
