// FCM's rates (sheet, 5): a project's bucket, refilled fully each minute, and what one Android phone may get in a minute and an hour.
import type { FakeAnswer } from '../host/vendor-fake';
import { quotaExceeded } from './fake-answers';
import type { FcmTenant } from './fake-tenant';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Phones whose counts are kept; the one longest silent is forgotten first. */
const MAX_PHONES = 100_000;

interface Window {
  beganAtMs: number;
  count: number;
}

const opened = (): Window => ({ beganAtMs: 0, count: 0 });

const used = ({ beganAtMs, count }: Window, lengthMs: number, nowMs: number): number =>
  nowMs - beganAtMs < lengthMs ? count : 0;

/** Counts one more. A window begins with the first message after the last one is over: minutes are not aligned to the clock. */
function countUp(window: Window, lengthMs: number, nowMs: number): void {
  if (nowMs - window.beganAtMs >= lengthMs) Object.assign(window, { beganAtMs: nowMs, count: 0 });
  window.count++;
}

const left = ({ beganAtMs }: Window, lengthMs: number, nowMs: number): number =>
  Math.max(1, Math.ceil((beganAtMs + lengthMs - nowMs) / 1000));

export class Quota {
  private readonly project = opened();
  private readonly phones = new Map<string, { minute: Window; hour: Window }>();

  constructor(private readonly tenant: FcmTenant) {}

  /** A message that is refused for another reason than a rate is one of the project's too. */
  counted(refusal: FakeAnswer, nowMs: number): FakeAnswer {
    countUp(this.project, MINUTE_MS, nowMs);
    return refusal;
  }

  /** One more good message; `phone` is empty if no phone has a rate for it. Undefined: it may go. Else it counts nowhere. */
  take(phone: string, nowMs: number): FakeAnswer | undefined {
    const over = this.overProject(nowMs) ?? (phone === '' ? undefined : this.takeFromPhone(phone, nowMs));
    if (over === undefined) countUp(this.project, MINUTE_MS, nowMs);
    return over;
  }

  private overProject(nowMs: number): FakeAnswer | undefined {
    const { messagesPerMinute = 600_000, projectId } = this.tenant;
    if (used(this.project, MINUTE_MS, nowMs) < messagesPerMinute) return undefined;
    const waitSeconds = left(this.project, MINUTE_MS, nowMs);
    return quotaExceeded(`project:${projectId}`, 'Project message rate exceeded', waitSeconds);
  }

  private takeFromPhone(phone: string, nowMs: number): FakeAnswer | undefined {
    const { deviceMessagesPerMinute = 240, deviceMessagesPerHour = 5_000 } = this.tenant;
    const { minute, hour } = this.countsOf(phone);
    const isOverHour = used(hour, HOUR_MS, nowMs) >= deviceMessagesPerHour;
    if (isOverHour || used(minute, MINUTE_MS, nowMs) >= deviceMessagesPerMinute) {
      const waitSeconds = isOverHour ? left(hour, HOUR_MS, nowMs) : left(minute, MINUTE_MS, nowMs);
      return quotaExceeded('device', 'Device message rate exceeded', waitSeconds);
    }
    countUp(minute, MINUTE_MS, nowMs);
    countUp(hour, HOUR_MS, nowMs);
    return undefined;
  }

  private countsOf(phone: string): { minute: Window; hour: Window } {
    const counts = this.phones.get(phone) ?? { minute: opened(), hour: opened() };
    this.phones.delete(phone);
    this.phones.set(phone, counts);
    this.forgetOldest();
    return counts;
  }

  private forgetOldest(): void {
    if (this.phones.size <= MAX_PHONES) return;
    const oldest = this.phones.keys().next().value;
    if (oldest !== undefined) this.phones.delete(oldest);
  }
}
