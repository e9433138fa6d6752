// Goes on with erasures that their callers did not wait for, or whose process died.
import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Rounds } from '@offline-push/service-kit';
import { ErasureStore } from './erasure.store';
import { Erasures } from './erasures.steps';

const EVERY_MS = 5_000;
const AT_ONCE = 10;
/** Of each, so that a long one does not hold up the others. */
const FOR_MS = 2_000;

@Injectable()
export class Erasing implements OnModuleInit, OnApplicationShutdown {
  private readonly rounds = new Rounds('erasing', EVERY_MS, () => this.round());

  constructor(
    private readonly store: ErasureStore,
    private readonly erasures: Erasures,
  ) {}

  onModuleInit(): void {
    this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  private async round(): Promise<void> {
    for (const id of await this.store.open(AT_ONCE)) await this.erasures.goOn(id, FOR_MS);
  }
}
