// What happens to an accepted push on its way to one phone, and the receipts that Honor would send about it.
import { isDeadToken } from '../host/tricks';
import { dateInChina } from '@offline-push/vendors/shared/for-fakes';
import type { HonorTenant } from './fake-tenant';

/** Receipts that wait to be fetched; the oldest go first. */
const MAX_WAITING = 10_000;
/** Receipts of one callback (sheet, 6). */
const PER_CALLBACK = 100;
const LOW_PER_DAY = 2;

export type Fate = 'expired' | 'failed' | 'taken';

/** "dead-…" and "fail-…": what the answer itself says about a token. */
export const fateOf = (token: string): Fate =>
  isDeadToken(token) ? 'expired' : token.startsWith('fail-') ? 'failed' : 'taken';

export interface Taken {
  readonly token: string;
  readonly isLow: boolean;
  readonly isTest: boolean;
  readonly isNotification: boolean;
}

/** LOW messages by phone and day in China; yesterday's counts go with the day. */
export class DailyCaps {
  private day = '';
  private counts = new Map<string, number>();

  /** Whether the phone shows one more. */
  hasRoom(token: string, { lowPerDay = LOW_PER_DAY }: HonorTenant, nowMs: number): boolean {
    const day = dateInChina(nowMs);
    if (day !== this.day) {
      this.day = day;
      this.counts = new Map();
    }
    const count = (this.counts.get(token) ?? 0) + 1;
    this.counts.set(token, count);
    return count <= lowPerDay;
  }
}

/** The status of a receipt. "gone-…": the app was removed. "muted-…": its notifications are switched off. Shown only with 40000002. */
export function statusOn(taken: Taken, hasRoom: () => boolean): number {
  if (taken.token.startsWith('gone-')) return 40000003;
  if (!taken.isNotification) return 40000001;
  if (taken.token.startsWith('muted-')) return 40000005;
  return taken.isLow && !taken.isTest && !hasRoom() ? 40000009 : 40000002;
}

export interface FakeStatus {
  readonly token: string;
  readonly biTag: string | undefined;
  readonly appid: string;
  readonly status: number;
  readonly timestamp: number;
  readonly requestId: string;
}

export class WaitingReceipts {
  private waiting: FakeStatus[] = [];

  add(status: FakeStatus): void {
    this.waiting.push(status);
    if (this.waiting.length > 2 * MAX_WAITING) this.waiting = this.waiting.slice(-MAX_WAITING);
  }

  /** Whose callback is the next. */
  get appid(): string | undefined {
    return this.waiting[0]?.appid;
  }

  /** The body of the next callback, of one app; undefined if nothing has happened. */
  next(): string | undefined {
    const { appid } = this;
    const statuses: FakeStatus[] = [];
    this.waiting = this.waiting.filter((status) => {
      const isNext = status.appid === appid && statuses.length < PER_CALLBACK;
      if (isNext) statuses.push(status);
      return !isNext;
    });
    if (statuses.length === 0) return undefined;
    return JSON.stringify({ statuses });
  }
}
