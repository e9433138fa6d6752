// Tells what waits and what is missing as metrics.
import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Clock, Rounds } from '@offline-push/service-kit';
import { ledgerMissing, ledgerOpen } from '../metrics';
import { LedgerStore } from './ledger.store';

const EVERY_MS = 15_000;
const HOUR_MS = 3_600_000;

@Injectable()
export class LedgerWorker implements OnModuleInit, OnApplicationShutdown {
  private readonly rounds = new Rounds('ledger', EVERY_MS, () => this.round());

  constructor(
    private readonly ledger: LedgerStore,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.rounds.startAtOnce();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  async round(): Promise<void> {
    const waiting = await this.ledger.waiting(Math.floor(this.clock.nowMs() / HOUR_MS));
    const missing = new Map<string, number>();
    for (const { app, box, isOver, count } of waiting) {
      missing.set(app, (missing.get(app) ?? 0) + (isOver ? count : 0));
      if (!isOver) ledgerOpen.set({ app, box }, count);
    }
    for (const [app, count] of missing) ledgerMissing.set({ app }, count);
  }
}
