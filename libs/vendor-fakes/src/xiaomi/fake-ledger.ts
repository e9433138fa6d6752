// What the fake Xiaomi knows of one customer beside the rules: counters of messages, phones it has reached, topics and who listens, and
// what waits for its hour.
import { Schedule } from './fake-schedule';

const MAX_MESSAGES = 10_000;
/** Phones that a message to everybody reaches. */
const MAX_MET = 10_000;

export interface Counters {
  /** When the message came. Of a job key: the first one. In epoch ms. */
  readonly atMs: number;
  readonly ttlMs: number;
  readonly resolved: number;
}

export class Ledger {
  readonly schedule = new Schedule();
  private messages = new Map<string, Counters>();
  private jobs = new Map<string, Counters>();
  private readonly met = new Set<string>();
  private readonly topics = new Map<string, Set<string>>();

  remember(id: string, jobKeys: readonly string[], counters: Counters): void {
    note(this.messages, id, counters);
    for (const jobKey of jobKeys) {
      const { atMs, resolved } = this.jobs.get(jobKey) ?? { atMs: counters.atMs, resolved: 0 };
      note(this.jobs, jobKey, { ...counters, atMs, resolved: resolved + counters.resolved });
    }
    this.messages = newest(this.messages);
    this.jobs = newest(this.jobs);
  }

  /** By message id or by job key. */
  countersOf(name: string): Counters | undefined {
    return this.messages.get(name) ?? this.jobs.get(name);
  }

  /** Messages that came in this time, both ends included, oldest first. In epoch ms. */
  between(fromMs: number, toMs: number): [string, Counters][] {
    return [...this.messages].filter(([, { atMs }]) => atMs >= fromMs && atMs <= toMs);
  }

  meet(token: string): void {
    if (this.met.size < MAX_MET) this.met.add(token);
  }

  everybody(): string[] {
    return [...this.met];
  }

  subscribe(topic: string, tokens: readonly string[]): void {
    const listeners = this.topics.get(topic) ?? new Set();
    if (this.topics.size < MAX_MESSAGES) this.topics.set(topic, listeners);
    for (const token of tokens) listeners.add(token);
  }

  unsubscribe(topic: string, tokens: readonly string[]): void {
    for (const token of tokens) this.topics.get(topic)?.delete(token);
  }

  topicsOf(token: string): string[] {
    return [...this.topics].filter(([, listeners]) => listeners.has(token)).map(([topic]) => topic);
  }

  /** UNION: of any. INTERSECTION: of all. EXCEPT: of the first and none of the others. */
  listenersOf(topics: readonly string[], operation: string): string[] {
    const [first = new Set<string>(), ...others] = topics.map(
      (topic) => this.topics.get(topic) ?? new Set<string>(),
    );
    if (operation === 'INTERSECTION') return [...first].filter((one) => others.every((set) => set.has(one)));
    if (operation === 'EXCEPT') return [...first].filter((one) => others.every((set) => !set.has(one)));
    return [...new Set([first, ...others].flatMap((set) => [...set]))];
  }
}

/** To the end of the map: the first one is the one longest silent. */
function note(counted: Map<string, Counters>, name: string, counters: Counters): void {
  counted.delete(name);
  counted.set(name, counters);
}

/** Many are forgotten at once: to look for the first entry of a map that has lost many is slow. */
const newest = (counted: Map<string, Counters>): Map<string, Counters> =>
  counted.size <= 2 * MAX_MESSAGES ? counted : new Map([...counted].slice(-MAX_MESSAGES));
