// The one way to ask for the time, so that tests can move it.
import { Injectable } from '@nestjs/common';

export abstract class Clock {
  /** Ms since 1970-01-01 UTC. */
  abstract nowMs(): number;
}

@Injectable()
export class SystemClock extends Clock {
  nowMs(): number {
    return Date.now();
  }
}
