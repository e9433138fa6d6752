// Tokens that a vendor called dead a moment ago, from the answer until every look into the database shows it: whatever lane of this process
// has another call for such a phone leaves it out. What is remembered longer is in DeadTokenStore.
import { Injectable } from '@nestjs/common';
import { canonicalTokenOf } from '@offline-push/vendors/catalog';
import type { Settled } from '../ledger/outcome';
import type { Target } from '../ledger/target';

/** A look that began before the settlement was written is no longer used by then. */
const FORGET_MS = 1_000;

type Phone = Pick<Target, 'app' | 'vendor' | 'token'>;

@Injectable()
export class FreshDeaths {
  /** Phone → how many of its verdicts are not written and forgotten yet. Nearly always empty. */
  private readonly phones = new Map<string, number>();

  /** At once, before anybody else gets to run. */
  learn(target: Phone): void {
    const phone = phoneOf(target);
    this.phones.set(phone, (this.phones.get(phone) ?? 0) + 1);
  }

  has(target: Phone): boolean {
    return this.phones.size > 0 && this.phones.has(phoneOf(target));
  }

  /** The verdicts are in the database, or cannot be written. */
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

/** One phone, whatever certificate it was reported with and however its token is written. */
const phoneOf = ({ app, vendor, token }: Phone): string =>
  JSON.stringify([app, vendor, canonicalTokenOf(vendor, token)]);
