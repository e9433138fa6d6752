// What the fake OPPO counts of one customer: users a second, the day's messages, what each phone has seen today, what it sent already
// and whom it has reached; and its tags.
import { Rate } from '../host/rate';
import { type Fields, text } from './fake-request';
import { isMarketing } from './fake-rules';
import { Tags } from './fake-tags';
import type { OppoTenant } from './fake-tenant';

const USERS_PER_SECOND = 5_000;
const MARKETING_PER_PHONE = 2;
const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;
/** Pairs of message and phone that are remembered; the vendor does not say how long it does. */
const MAX_REMEMBERED = 200_000;
/** Phones that a broadcast to everybody reaches. */
const MAX_MET = 10_000;

export class FakeCustomer {
  readonly tags = new Tags();
  private readonly users: Rate;
  private day = 0;
  private readonly counts = new Map<string, number>();
  private readonly sent = new Set<string>();
  private readonly met = new Set<string>();

  constructor(readonly tenant: OppoTenant) {
    this.users = new Rate(tenant.usersPerSecond ?? USERS_PER_SECOND);
  }

  get appId(): string {
    return this.tenant.appId ?? '3000000';
  }

  meet(phone: string): void {
    if (this.met.size < MAX_MET) this.met.add(phone);
  }

  everybody(): string[] {
    return [...this.met];
  }

  /** The vendor counts addressed users; whoever addresses none counts as one. */
  isFast(users: number, nowMs: number): boolean {
    return !this.users.mayPass(nowMs, Math.max(1, users));
  }

  maySave(nowMs: number): boolean {
    return this.countUp('saved', 1, nowMs) <= (this.tenant.savedPerDay ?? Infinity);
  }

  /** Is there room in the day for so many of this notification? Communication and service are unlimited. */
  hasRoom(fields: Fields, users: number, nowMs: number): boolean {
    if (!isMarketing(fields)) return true;
    const isRoom = this.count('marketing', nowMs) + users <= (this.tenant.marketingPerDay ?? Infinity);
    if (isRoom) this.countUp('marketing', users, nowMs);
    return isRoom;
  }

  /** The same `app_message_id` goes to the same phone once. */
  isRepeated(fields: Fields, target: string): boolean {
    const id = text(fields['app_message_id']);
    const pair = JSON.stringify([id, target]);
    if (id === '' || this.sent.has(pair)) return id !== '';
    this.sent.add(pair);
    const [oldest] = this.sent;
    if (this.sent.size > MAX_REMEMBERED && oldest !== undefined) this.sent.delete(oldest);
    return false;
  }

  /** A phone over its own limit stays dark; the sender learns it from a receipt at best. */
  mayShow(fields: Fields, target: string, nowMs: number): boolean {
    if (!isMarketing(fields)) return true;
    return (
      this.countUp(`phone ${target}`, 1, nowMs) <= (this.tenant.marketingPerPhone ?? MARKETING_PER_PHONE)
    );
  }

  /** Accepted, and shown by nobody. */
  isKnownChannel({ channel_id: channel }: Fields): boolean {
    return text(channel) === '' || (this.tenant.channels?.includes(text(channel)) ?? true);
  }

  private count(what: string, nowMs: number): number {
    this.turnDay(nowMs);
    return this.counts.get(what) ?? 0;
  }

  private countUp(what: string, by: number, nowMs: number): number {
    const count = this.count(what, nowMs) + by;
    this.counts.set(what, count);
    return count;
  }

  /** Days end at midnight in China; yesterday's counts go with the day. */
  private turnDay(nowMs: number): void {
    const day = Math.floor((nowMs + CHINA_MS) / DAY_MS);
    if (day !== this.day) this.counts.clear();
    this.day = day;
  }
}
