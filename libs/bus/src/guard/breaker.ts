// Decides whether the handler is broken or single events are bad. A bug that hits every event must hold the topic and not make dead
// letters of it; a bad event among good ones must not hold the topic. It counts events that failed, by kind of failure and by key. Pure.

/** If so many different keys fail in the same way, with hardly a success between, the handler is broken. One user never suffices. */
export const BROKEN_KEYS = 10;
/** So many events that pass in between show that the handler works: the count begins anew. */
const WELL = 2;
/** So many kinds of failure are counted apart; further ones count together. */
const MAX_KINDS = 8;
const OTHER = 'other';

export class Breaker {
  private readonly keysOf = new Map<string, Set<string>>();
  private passed = 0;
  private broken: string | null = null;

  /** The kind of failure of a broken handler; null if it is not broken. */
  get brokenBy(): string | null {
    return this.broken;
  }

  /** Notes events that passed. One of them suffices to show that a broken handler works again. */
  succeeded(events: number): void {
    this.passed += events;
    if (this.broken === null && this.passed < WELL) return;
    this.broken = null;
    this.passed = 0;
    this.keysOf.clear();
  }

  /** Notes an event that failed alone, at all its tries. */
  failed(kind: string, key: string): void {
    const isKnown = this.keysOf.has(kind) || this.keysOf.size < MAX_KINDS;
    const named = isKnown ? kind : OTHER;
    const keys = this.keysOf.get(named) ?? new Set<string>();
    this.keysOf.set(named, keys);
    if (keys.size < BROKEN_KEYS) keys.add(key);
    if (keys.size === BROKEN_KEYS) this.broken = named;
  }
}
