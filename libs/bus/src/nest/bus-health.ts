// The bus's part of the health, and the freshness of state for work that no event starts.
import { Inject, Injectable } from '@nestjs/common';
import { type Flow, Publisher } from '../bus';
import { BusStrategy } from './bus.strategy';

@Injectable()
export class BusHealth {
  readonly name = 'bus';

  constructor(
    private readonly strategy: BusStrategy,
    @Inject(Publisher) private readonly publisher: Publisher,
  ) {}

  /** False when a consumer is dead for good or its loop hangs; a broker that is away changes nothing here. */
  isAlive(): boolean {
    return this.strategy.flows.isAlive();
  }

  /** Joined, caught up, and nothing we need is away. */
  isReady(): boolean {
    return this.strategy.flows.isReady();
  }

  waitsFor(): readonly string[] {
    return this.strategy.flows.waitsFor();
  }

  notes(): readonly string[] {
    return [...this.strategy.flows.notes(), ...this.publisher.notes()];
  }
}

/** Asked by those who decide on a timer, such as dispatch before it claims: no fresh feed, no call. */
@Injectable()
export class FeedFreshness {
  constructor(private readonly strategy: BusStrategy) {}

  /** Everything published to the flow's topics until 10 s ago is settled. */
  isFresh(flow: Flow): boolean {
    return this.strategy.flows.isFresh(flow);
  }

  /** How often this process settled something of the flow: the same number twice means that nothing was in between. */
  settles(flow: Flow): number {
    return this.strategy.flows.settles(flow);
  }

  /** Waits, half a second at most, until this process has settled what its partitions of the flow's topics hold now. */
  catchUp(flow: Flow): Promise<void> {
    return this.strategy.flows.catchUp(flow);
  }
}
