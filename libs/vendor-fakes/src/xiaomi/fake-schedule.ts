// Messages that wait for their hour (`time_to_send`), and who asks for one or takes it back. What the answers say beside their code is
// not documented; the code for a job that is not there is an assumption.
const DAY_MS = 86_400_000;
/** Older pages say 7 days. */
const LONGEST_WAIT_MS = 30 * DAY_MS;
/** The longest that a timer can wait: what is due later comes then, because no fake lives so long. */
const LONGEST_TIMER_MS = 2_147_483_647;
const MAX_WAITING = 10_000;

/** When to send, in epoch ms. Undefined: at once, as 0 and what is over say. False: no time, or too far away. */
export function sendTimeOf(text: string | undefined, nowMs: number): number | undefined | false {
  if (!/^\d{0,15}$/.test(text ?? '')) return false;
  const atMs = Number(text ?? 0);
  if (atMs <= nowMs) return undefined;
  return atMs - nowMs <= LONGEST_WAIT_MS ? atMs : false;
}

interface Job {
  readonly keys: readonly string[];
  readonly timer: NodeJS.Timeout;
}

/** By the id of their message. */
export class Schedule {
  private readonly jobs = new Map<string, Job>();

  /** Of too many the oldest are never sent: they would only fill the memory. */
  add(id: string, keys: readonly string[], waitMs: number, send: () => void): void {
    const [oldest] = this.jobs.keys();
    if (this.jobs.size >= MAX_WAITING && oldest !== undefined) this.cancel(oldest);
    const timer = setTimeout(
      () => {
        this.jobs.delete(id);
        send();
      },
      Math.min(waitMs, LONGEST_TIMER_MS),
    );
    this.jobs.set(id, { keys, timer: timer.unref() });
  }

  has(id: string): boolean {
    return this.jobs.has(id);
  }

  /** False: no such job waits. */
  cancel(id: string): boolean {
    clearTimeout(this.jobs.get(id)?.timer);
    return this.jobs.delete(id);
  }

  cancelByKey(key: string): boolean {
    const ids = [...this.jobs].filter(([, { keys }]) => keys.includes(key)).map(([id]) => id);
    for (const id of ids) this.cancel(id);
    return ids.length > 0;
  }

  clear(): void {
    for (const id of [...this.jobs.keys()]) this.cancel(id);
  }
}
