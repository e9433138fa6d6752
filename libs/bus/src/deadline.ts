// Waits with a deadline.

/** Resolves with true when the work has ended, also by an error, and with false when the time is over. */
export async function within(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), Math.max(0, ms))));
  const done = work.then(
    () => true,
    () => true,
  );
  return Promise.race([done, over]).finally(() => clearTimeout(timer));
}
