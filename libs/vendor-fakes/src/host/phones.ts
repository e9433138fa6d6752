// What is on the screens. A phone keeps one notification per notify id and, where the vendor has them, shows a job key only once. A phone that
// somebody has in hand is asked itself: whether and when it shows something is then none of the fake's business.
import { isDeadToken, type PhoneFate, phoneFateOf } from './tricks';

export interface Notification {
  readonly notifyId: string;
  readonly jobKey?: string;
  readonly title: string;
  readonly text: string;
  readonly ext?: string;
  readonly click: string;
  /** Where the vendor or its app sorts it. Absent: the vendor has none, or the push named none. */
  readonly channel?: string;
  /** What the push wants at the app's icon: a number, or "+" and how many more. */
  readonly badge?: string;
  readonly contentHash: string;
  readonly atMs: number;
}

/** A badge as vendors write it: a number to set, or one to add. Undefined: the push wants none. */
export function badgeIn(set: unknown, add: unknown): string | undefined {
  if (typeof set === 'number') return String(set);
  return typeof add === 'number' ? `+${add}` : undefined;
}

/** A notification that the vendor took for a phone in somebody's hand. */
export interface Arrival {
  readonly token: string;
  readonly notification: Notification;
  /** Has the vendor tell its customer, as far as this vendor tells such a thing. */
  readonly tell: (fate: PhoneFate) => void;
}

/** Whoever has a phone in hand. */
export interface Holder {
  take(arrival: Arrival): void;
  /** The sender took back what it had sent under this id. */
  recall(token: string, notifyId: string): void;
}

export interface Shown extends Notification {
  /** How often it alerted: 2 means that somebody saw or heard it twice. */
  readonly rings: number;
  /** Further copies that the phone kept to itself because it knew the job key. */
  readonly suppressed: number;
}

/** All phones together remember this many notifications; beyond, the phones longest silent are forgotten. */
const MAX_REMEMBERED = 200_000;
/** Tokens that their phones gave up; the oldest are forgotten. */
const MAX_DEAD = 10_000;

export class Phones {
  private readonly phones = new Map<string, Map<string, Shown>>();
  private readonly holders = new Map<string, Holder>();
  private readonly dead = new Set<string>();
  private remembered = 0;
  /** The vendor knows no phone any more. */
  areAllDead = false;

  /** From now on this phone is asked itself. */
  hold(token: string, holder: Holder): void {
    this.holders.set(token, holder);
    this.dead.delete(token);
  }

  /** Nobody has it in hand any more. `isDead`: its vendor does not know this token any more, either. */
  letGo(token: string, isDead: boolean): void {
    this.holders.delete(token);
    if (isDead) this.dead.add(token);
    const [oldest] = this.dead;
    if (this.dead.size > MAX_DEAD && oldest !== undefined) this.dead.delete(oldest);
  }

  isDead(token: string): boolean {
    return this.areAllDead || this.dead.has(token) || isDeadToken(token);
  }

  fateOf(token: string): PhoneFate {
    return this.holders.has(token) ? 'held' : phoneFateOf(token);
  }

  /** @param tell what the vendor would tell of it later; only for phones in somebody's hand. */
  ring(token: string, notification: Notification, tell: Arrival['tell'] = () => undefined): void {
    const holder = this.holders.get(token);
    if (holder === undefined) this.show(token, notification);
    else holder.take({ token, notification, tell });
  }

  show(token: string, notification: Notification): void {
    const screen = this.screenOf(token);
    const key = notification.jobKey ?? notification.notifyId;
    const known = screen.get(key);
    if (known === undefined) {
      screen.set(key, { ...notification, rings: 1, suppressed: 0 });
      this.remembered++;
      this.forgetOldest();
    } else if (notification.jobKey === undefined) {
      screen.set(key, { ...notification, rings: known.rings + 1, suppressed: 0 });
    } else {
      screen.set(key, { ...known, suppressed: known.suppressed + 1 });
    }
  }

  /** Takes the notification of an id away, if it is there. */
  recall(token: string, notifyId: string): void {
    this.holders.get(token)?.recall(token, notifyId);
    const screen = this.phones.get(token);
    for (const [key, shown] of screen ?? []) {
      if (shown.notifyId === notifyId && screen?.delete(key) === true) this.remembered--;
    }
  }

  /** Oldest first. */
  shownOn(token: string): Shown[] {
    return [...(this.phones.get(token)?.values() ?? [])];
  }

  all(): Record<string, Shown[]> {
    return Object.fromEntries([...this.phones.keys()].map((token) => [token, this.shownOn(token)]));
  }

  /** Phones that showed something, notifications, and those among them that alerted more than once. */
  count(): { phones: number; shown: number; shownTwice: number; suppressed: number } {
    const sum = { phones: this.phones.size, shown: 0, shownTwice: 0, suppressed: 0 };
    for (const screen of this.phones.values()) {
      for (const { rings, suppressed } of screen.values()) {
        sum.shown++;
        sum.shownTwice += rings > 1 ? 1 : 0;
        sum.suppressed += suppressed;
      }
    }
    return sum;
  }

  clear(): void {
    this.phones.clear();
    this.remembered = 0;
  }

  /** Moves the phone to the end of the map: the first one is the one longest silent. */
  private screenOf(token: string): Map<string, Shown> {
    const screen = this.phones.get(token) ?? new Map<string, Shown>();
    this.phones.delete(token);
    this.phones.set(token, screen);
    return screen;
  }

  private forgetOldest(): void {
    if (this.remembered <= MAX_REMEMBERED) return;
    const oldest = this.phones.entries().next().value;
    if (oldest === undefined) return;
    this.phones.delete(oldest[0]);
    this.remembered -= oldest[1].size;
  }
}
