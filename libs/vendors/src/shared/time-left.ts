// The deadline of one send, shared by the steps that it takes.

export class TimeLeft {
  private readonly endsAt: number;

  constructor(deadlineMs: number) {
    this.endsAt = performance.now() + deadlineMs;
  }

  /** 0: none. */
  get ms(): number {
    return Math.max(0, Math.ceil(this.endsAt - performance.now()));
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
