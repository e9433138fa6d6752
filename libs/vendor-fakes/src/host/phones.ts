// What is on the screens. A phone keeps one notification per notify id and, where the vendor has them, shows a job key only once.

export interface Notification {
  readonly notifyId: string;
  readonly jobKey?: string;
  readonly title: string;
  readonly text: string;
  readonly ext?: string;
  readonly click: string;
  readonly contentHash: string;
  readonly atMs: number;
}

export interface Shown extends Notification {
  /** How often it alerted: 2 means that somebody saw or heard it twice. */
  readonly rings: number;
  /** Further copies that the phone kept to itself because it knew the job key. */
  readonly suppressed: number;
}

/** All phones together remember this many notifications; beyond, the phones longest silent are forgotten. */
const MAX_REMEMBERED = 200_000;

export class Phones {
  private readonly phones = new Map<string, Map<string, Shown>>();
  private remembered = 0;

  ring(token: string, notification: Notification): void {
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
