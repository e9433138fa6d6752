// Remembers tokens that a vendor called dead, from its answer until every check in the database shows it. No lane of this process calls for
// such a phone in the meantime. DeadTokenStore remembers dead tokens for longer.
import { Injectable } from '@nestjs/common';
import { canonicalTokenOf } from '@offline-push/vendors/catalog';
import type { Settled } from '../ledger/outcome';
import type { Target } from '../ledger/target';

/** A check that began before the settlement was written is not used any more after this time. */
const FORGET_MS = 1_000;

type Phone = Pick<Target, 'app' | 'vendor' | 'token'>;

@Injectable()
export class FreshDeaths {
  /** How many verdicts of a phone are not forgotten yet, by phone. Nearly always empty. */
  private readonly phones = new Map<string, number>();

  /** Must be called in the same tick as the answer, before another call can begin. */
  learn(target: Phone): void {
    const phone = phoneOf(target);
    this.phones.set(phone, (this.phones.get(phone) ?? 0) + 1);
  }

  has(target: Phone): boolean {
    return this.phones.size > 0 && this.phones.has(phoneOf(target));
  }

  /** Called when the verdicts are in the database, or are given up. */
  written(settled: readonly Settled[]): void {
    const dead = settled.filter(({ settlement }) => settlement.state === 'token-dead');
    if (dead.length === 0) return;
    setTimeout(() => {
      for (const { target } of dead) this.forget(phoneOf(target));
    }, FORGET_MS).unref();
  }

  private forget(phone: string): void {
    const left = (this.phones.get(phone) ?? 0) - 1;
    if (left > 0) this.phones.set(phone, left);
    else this.phones.delete(phone);
  }
}

/** The same key for one phone under all certificates and in all spellings of its token. */
const phoneOf = ({ app, vendor, token }: Phone): string =>
  JSON.stringify([app, vendor, canonicalTokenOf(vendor, token)]);
