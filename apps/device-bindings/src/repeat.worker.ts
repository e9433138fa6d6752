// Repeats a piece of work with a pause in between, for as long as the service lives. A failure is told and the next turn comes.
import type { Logger } from '@nestjs/common';

export interface Repetition {
  stop(): Promise<void>;
}

export function repeat(name: string, pauseMs: number, logger: Logger, work: () => Promise<void>): Repetition {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let turn = Promise.resolve();
  const run = (): void => {
    turn = work()
      .catch((error: unknown) => logger.error({ event: `${name}-failed`, error: String(error) }))
      .then(() => {
        if (!stopped) timer = setTimeout(run, pauseMs);
      });
  };
  timer = setTimeout(run, 0);
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      return turn;
    },
  };
}
