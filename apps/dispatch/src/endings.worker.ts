// Ends targets without a call: expired, withdrawn, or unconfirmed if an earlier call had no verdict. What waits for a token that its phone
// replaced does not end: it is addressed again.
import { Injectable } from '@nestjs/common';
import { ClaimStore, type TakenEnd } from './claim.store';
import { DispatchConfig } from './dispatch.config';
import { withdrawnFor } from './lanes/before-call';
import { SettlementsWorker } from './lanes/settlements.worker';
import type { Settlement, Target } from './target';

@Injectable()
export class EndingsWorker {
  constructor(
    private readonly claims: ClaimStore,
    private readonly settlements: SettlementsWorker,
    private readonly config: DispatchConfig,
  ) {}

  async settleEnded(targets: readonly Target[]): Promise<void> {
    await this.claims.readdress(targets);
    const taken = await this.claims.takeEnded(targets, this.config.DISPATCH_LEASE_MS);
    await this.settlements.settle(taken.map(({ target, end }) => ({ target, settlement: endOf(end) })));
  }
}

/** `called` is true since taking a target over counts no attempt, other than a claim does. */
function endOf(end: TakenEnd): Settlement {
  if (end.withdrawn) return { ...withdrawnFor(end.cause), called: true };
  return { state: end.may_have_rung ? 'unconfirmed' : 'expired', called: true };
}
