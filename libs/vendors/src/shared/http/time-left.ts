// The deadline of one send, shared by the steps that it takes, and how late each of them may begin.
import { type Begin, NOT_BEGUN, type Sent, type Verdict } from '../../vendor';

/** Of the deadline. A call that is begun with less is hardly answered in time, and then nobody knows whether a phone rang. */
const LEAST_SHARE = 0.2;

/** As an exchange that was never begun. */
const NOT_SENT = { kind: 'no-answer', mayHaveArrived: false } as const;
const TOO_LATE = { ...NOT_SENT, code: 'deadline' } as const;
const NOT_IN_TIME = { ...NOT_SENT, code: NOT_BEGUN } as const;

interface Origin<Request, Answer> {
  exchange(request: Request, deadlineMs: number, beginMs?: number): Promise<Answer>;
}

/** Makes the error of whoever waited in vain. */
type Late = (code: string) => Error;

export class TimeLeft {
  private readonly startedAt = performance.now();
  private readonly leastMs: number;
  private hasExchanged = false;
  private steps = 0;

  constructor(
    private readonly deadlineMs: number,
    private readonly begin?: Begin,
  ) {
    this.leastMs = LEAST_SHARE * deadlineMs;
  }

  /** 0: none. */
  get ms(): number {
    return this.leftOf(this.deadlineMs);
  }

  /** One exchange within what is left, or none if that is too little for an answer, or if it would begin too late. */
  exchange<Request, Answer>(
    origin: Origin<Request, Answer>,
    request: Request,
  ): Promise<Answer | typeof TOO_LATE | typeof NOT_IN_TIME> {
    this.steps++;
    const leftMs = this.ms;
    if (leftMs < this.leastMs) return Promise.resolve(TOO_LATE);
    if (this.begin === undefined) return origin.exchange(request, leftMs);
    const beginMs = this.leftOf(this.hasExchanged ? this.begin.lastMs : this.begin.withinMs);
    if (beginMs === 0) return Promise.resolve(NOT_IN_TIME);
    this.hasExchanged = true;
    return origin.exchange(request, leftMs, beginMs);
  }

  /** What the send came to by its last step. Another step follows only what was answered, so each before it was a call. */
  sent(verdicts: readonly Verdict[]): Sent {
    return this.steps > 1 ? { verdicts, furtherCalls: this.steps - 1 } : { verdicts };
  }

  /** An access token. It is not waited for longer than the push may wait: whoever wants to wait prepares. */
  token<T>(promise: Promise<T>, late: Late): Promise<T> {
    return this.waitFor(promise, this.begin?.withinMs, late);
  }

  /** What another step gives. */
  wait<T>(promise: Promise<T>, late: Late): Promise<T> {
    return this.waitFor(promise, this.begin?.lastMs, late);
  }

  private async waitFor<T>(promise: Promise<T>, beginMs = Infinity, late: Late): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const code = beginMs < this.deadlineMs ? NOT_BEGUN : 'deadline';
    const deadline = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(late(code)), this.leftOf(Math.min(beginMs, this.deadlineMs)));
    });
    try {
      return await Promise.race([promise, deadline]);
    } finally {
      clearTimeout(timer);
    }
  }

  private leftOf(ms: number): number {
    return Math.max(0, Math.ceil(this.startedAt + ms - performance.now()));
  }
}
