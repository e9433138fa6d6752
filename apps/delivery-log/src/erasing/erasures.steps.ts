// Erases users: notes the wish first, from which moment on nothing older is written of them, then takes away what is there, portion by portion.
import { Injectable } from '@nestjs/common';
import { Clock, Database } from '@offline-push/service-kit';
import { whoOf } from './admission';
import { AdmissionStore } from './admission.store';
import { type Erasure, nextStep } from './erasure';
import { ErasureStore } from './erasure.store';
import { Portions } from './portions.steps';

@Injectable()
export class Erasures {
  constructor(
    private readonly database: Database,
    private readonly store: ErasureStore,
    private readonly admission: AdmissionStore,
    private readonly portions: Portions,
    private readonly clock: Clock,
  ) {}

  /** Begins it, or finds it under way. */
  async begin(app: string, user: string, askedBy: string): Promise<Erasure> {
    const who = whoOf(app, user);
    return this.database.transaction(async (tx) => {
      await this.admission.hold(tx);
      const untilMs = Math.ceil(this.clock.nowMs());
      return this.store.begin({ app, who, user, untilMs, askedBy }, tx);
    });
  }

  /** Until it is done, or for so long. */
  async goOn(id: string, forMs: number): Promise<void> {
    const endsAtMs = performance.now() + forMs;
    while ((await this.portion(id)) && performance.now() < endsAtMs);
  }

  /** False: it is done, or another process works on it. */
  private portion(id: string): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const erasure = await this.store.take(id, tx);
      if (erasure === undefined) return false;
      const { user, step } = erasure;
      if (step === 'done' || user === null) {
        await this.store.end(id, Math.ceil(this.clock.nowMs()), tx);
        return false;
      }
      const { place, ...taken } = await this.portions.next(erasure, user, tx);
      const next = place === undefined ? { step: nextStep(step), place: '' } : { step, place };
      await this.store.move(id, next, taken, tx);
      return true;
    });
  }
}
