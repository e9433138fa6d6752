// Finds the targets of a genuine callback's receipts, saves its dead tokens, and publishes its events.
import { Inject, Injectable } from '@nestjs/common';
import { outgoing, type Publisher } from '@offline-push/bus';
import { pushReceipted } from '@offline-push/contracts';
import { Clock, type Database } from '@offline-push/service-kit';
import type { Receipt } from '@offline-push/vendors/send';
import { DeadTokenStore } from '../ledger/dead-token.store';
import { type Certified, deadTokensIn, receiptEvents, traceOf } from './receipt-events';
import { ReceiptTargetStore } from './receipt-target.store';
import { RECEIPTS_DATABASE, RECEIPTS_PUBLISHER } from './receipts-parts';

@Injectable()
export class ReceiptNews {
  constructor(
    private readonly targets: ReceiptTargetStore,
    private readonly deadTokens: DeadTokenStore,
    @Inject(RECEIPTS_DATABASE) private readonly database: Database,
    @Inject(RECEIPTS_PUBLISHER) private readonly publisher: Publisher,
    private readonly clock: Clock,
  ) {}

  /** Resolves when brokers have the events. Dead tokens are not called from then on, also while device-bindings is away. */
  async tell(certificate: Certified, receipts: readonly Receipt[]): Promise<void> {
    if (receipts.length === 0) return;
    const traces = receipts.map((receipt) => traceOf(certificate, receipt));
    const targets = await this.targets.targetsOf(certificate.certificateId, traces);
    const events = receiptEvents(certificate, receipts, targets, this.clock.nowMs());
    await this.deadTokens.save(deadTokensIn(events), this.database);
    await this.publisher.publish(events.map((event) => outgoing(pushReceipted, event)));
  }
}
