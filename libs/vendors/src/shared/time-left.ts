// The deadline of one send, shared by the steps that it takes.

/** Of the deadline. A call that is begun with less is hardly answered in time, and then nobody knows whether a phone rang. */
const LEAST_SHARE = 0.2;

/** As an exchange that was never begun. */
const TOO_LATE = { kind: 'no-answer', code: 'deadline', mayHaveArrived: false } as const;

interface Origin<Request, Answer> {
  exchange(request: Request, deadlineMs: number): Promise<Answer>;
}

export class TimeLeft {
  private readonly endsAt: number;
  private readonly leastMs: number;

  constructor(deadlineMs: number) {
    this.endsAt = performance.now() + deadlineMs;
    this.leastMs = LEAST_SHARE * deadlineMs;
  }

  /** 0: none. */
  get ms(): number {
    return Math.max(0, Math.ceil(this.endsAt - performance.now()));
  }

  /** One exchange within what is left, or none if that is too little for an answer. */
  exchange<Request, Answer>(
    origin: Origin<Request, Answer>,
    request: Request,
  ): Promise<Answer | typeof TOO_LATE> {
    const leftMs = this.ms;
    return leftMs < this.leastMs ? Promise.resolve(TOO_LATE) : origin.exchange(request, leftMs);
  }

  /** What `promise` gives, or a rejection with what `late` makes if that takes longer than is left. */
  async wait<T>(promise: Promise<T>, late: () => Error): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(late()), this.ms);
    });
    try {
      return await Promise.race([promise, deadline]);
    } finally {
      clearTimeout(timer);
    }
  }
}
