// Up to when a whole group has read its topics, over all pods: for those who tell people how complete their numbers are.
import { Injectable } from '@nestjs/common';
import type { Flow } from '../bus';
import { BusStrategy } from './bus.strategy';

@Injectable()
export class ReadUpTo {
  constructor(private readonly strategy: BusStrategy) {}

  /**
   * Looks now. All that was published to the flow's topics before the answer, which is `nowMs` or the time of an earlier look, is settled and
   * committed. Undefined: nothing is known yet, since the flow has not reached what an earlier look saw.
   */
  of(flow: Flow, nowMs: number): Promise<number | undefined> {
    return this.strategy.flows.readUpTo(flow, nowMs);
  }
}
