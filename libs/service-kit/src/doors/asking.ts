// Questions and answers over the port between a thread and its process. A question without an answer in time resolves with undefined.

/** A MessagePort, or the Worker at the other end of one. */
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

  /** Number of questions without an answer yet. */
  get open(): number {
    return this.#open.size;
  }

  /** Undefined if there is no answer in time. */
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

/** Answers the questions of `Asking` at the other end. `answer` must not reject. */
export function answering<Q, A>(port: Port, answer: (question: Q) => Promise<A>): void {
  port.on('message', ({ id, question }: Partial<Question<Q>>) => {
    if (id === undefined || question === undefined) return;
    void answer(question).then((reply) => port.postMessage({ id, reply } satisfies Reply<A>));
  });
}
