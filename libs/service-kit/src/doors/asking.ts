// The port between a thread and the process it belongs to, as questions and answers. A question that nobody answers in time has none.

/** A MessagePort, or the Worker at its other end. */
export interface Port {
  on(event: 'message', listener: (message: object) => void): unknown;
  postMessage(message: object): void;
}

interface Question<Q> {
  readonly id: number;
  readonly question: Q;
}

interface Reply<A> {
  readonly id: number;
  readonly reply: A;
}

export class Asking<Q, A> {
  readonly #open = new Map<number, (answer: A | undefined) => void>();
  #lastId = 0;

  constructor(
    private readonly port: Port,
    private readonly deadlineMs: number,
  ) {
    port.on('message', ({ id, reply }: Partial<Reply<A>>) => {
      if (id !== undefined) this.#open.get(id)?.(reply);
    });
  }

  /** How many wait. */
  get open(): number {
    return this.#open.size;
  }

  /** Undefined: not answered in time. */
  ask(question: Q): Promise<A | undefined> {
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      const timer = setTimeout(() => settle(undefined), this.deadlineMs);
      const settle = (answer: A | undefined): void => {
        clearTimeout(timer);
        this.#open.delete(id);
        resolve(answer);
      };
      this.#open.set(id, settle);
      this.port.postMessage({ id, question } satisfies Question<Q>);
    });
  }
}

/** The other end. `answer` must not reject. */
export function answering<Q, A>(port: Port, answer: (question: Q) => Promise<A>): void {
  port.on('message', ({ id, question }: Partial<Question<Q>>) => {
    if (id === undefined || question === undefined) return;
    void answer(question).then((reply) => port.postMessage({ id, reply } satisfies Reply<A>));
  });
}
