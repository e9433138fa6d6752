// Adds what a write of stories changed to the ledger and to the figures, in its transaction.
import { Injectable } from '@nestjs/common';
import type { Tx } from '@offline-push/service-kit';
import { LedgerStore } from '../ledger/ledger.store';
import { FigureStore } from '../statistics/figure.store';
import type { Sums } from './sums';

@Injectable()
export class Adding {
  constructor(
    private readonly ledger: LedgerStore,
    private readonly figures: FigureStore,
  ) {}

  /** Always in this order: whoever waits for a row of the one holds none of the other. */
  async add({ boxes, figures }: Sums, tx: Tx): Promise<void> {
    await this.ledger.add(boxes, tx);
    await this.figures.add(figures, tx);
  }
}
