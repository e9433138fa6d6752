// Tests wait for something to become true, with a deadline; the bus says when something changed.

interface Waiter {
  isTrue: () => boolean;
  resolve: () => void;
}

export class Waiters {
  private readonly waiting = new Set<Waiter>();

  until(isTrue: () => boolean, deadlineMs: number, complaint: () => string): Promise<void> {
    if (isTrue()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const end = (finish: () => void): void => {
        clearTimeout(timer);
        this.waiting.delete(waiter);
        finish();
      };
      const waiter: Waiter = { isTrue, resolve: () => end(resolve) };
      const timer = setTimeout(() => end(() => reject(new Error(complaint()))), deadlineMs);
      this.waiting.add(waiter);
    });
  }

  stir(): void {
    for (const waiter of [...this.waiting]) if (waiter.isTrue()) waiter.resolve();
  }
}
