// What the fake vivo counts of one customer: requests, logins, the day's messages by class, what each phone has seen today, and its
// tags.
import { Rate } from '../host/rate';
import { type Fields, text } from './fake-request';
import { classIn, isTest } from './fake-rules';
import { Tags } from './fake-tags';
import type { VivoTenant } from './fake-tenant';

const REQUESTS_PER_SECOND = 3_000;
const LOGINS_PER_SECOND = 10;
const OPERATION_PER_DEVICE = 2;
/** Sends to everybody a day. */
const SENDS_TO_ALL = 1;
/** Phones that a send to everybody reaches. */
const MAX_MET = 10_000;
const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;

export class FakeCustomer {
  readonly tags = new Tags();
  private readonly requests: Rate;
  private readonly logins: Rate;
  private day = 0;
  private readonly counts = new Map<string, number>();
  private readonly met = new Set<string>();

  constructor(readonly tenant: VivoTenant) {
    this.requests = new Rate(tenant.requestsPerSecond ?? REQUESTS_PER_SECOND);
    this.logins = new Rate(tenant.loginsPerSecond ?? LOGINS_PER_SECOND);
  }

  mayLogIn(nowMs: number): boolean {
    return this.logins.mayPass(nowMs);
  }

  /** The code if the rate or the quota of this class has no room for so many. */
  overLimit(classification: number, targets: number, nowMs: number): number | undefined {
    if (!this.requests.mayPass(nowMs)) return 10072;
    const isSystem = classification === 1;
    const quota = isSystem ? this.tenant.quotas?.system : this.tenant.quotas?.operation;
    const isFull = quota !== undefined && this.count(`class ${classification}`, nowMs) + targets > quota;
    if (isFull) return isSystem ? 10073 : 10070;
    this.countUp(`class ${classification}`, targets, nowMs);
    return undefined;
  }

  overSaved(nowMs: number): number | undefined {
    if (!this.requests.mayPass(nowMs)) return 10072;
    this.countUp('saved', 1, nowMs);
    return this.count('saved', nowMs) > (this.tenant.quotas?.saved ?? Infinity) ? 10252 : undefined;
  }

  overAll(nowMs: number): number | undefined {
    if (!this.requests.mayPass(nowMs)) return 10072;
    this.countUp('all', 1, nowMs);
    return this.count('all', nowMs) > SENDS_TO_ALL ? 10254 : undefined;
  }

  meet(token: string): void {
    if (this.met.size < MAX_MET) this.met.add(token);
  }

  everybody(): string[] {
    return [...this.met];
  }

  /** System messages always. Operation messages so many a day, and none with the words of another. */
  mayShow(token: string, fields: Fields, nowMs: number): boolean {
    if (classIn(fields, this.tenant) === 1 || isTest(fields)) return true;
    const words = JSON.stringify([token, text(fields['title']), text(fields['content'])]);
    if (this.count(words, nowMs) > 0) return false;
    if (this.count(`phone ${token}`, nowMs) >= (this.tenant.deviceQuota ?? OPERATION_PER_DEVICE))
      return false;
    this.countUp(words, 1, nowMs);
    this.countUp(`phone ${token}`, 1, nowMs);
    return true;
  }

  private count(what: string, nowMs: number): number {
    this.turnDay(nowMs);
    return this.counts.get(what) ?? 0;
  }

  private countUp(what: string, by: number, nowMs: number): void {
    this.counts.set(what, this.count(what, nowMs) + by);
  }

  /** Days end at midnight in China; yesterday's counts go with the day. */
  private turnDay(nowMs: number): void {
    const day = Math.floor((nowMs + CHINA_MS) / DAY_MS);
    if (day !== this.day) this.counts.clear();
    this.day = day;
  }
}
