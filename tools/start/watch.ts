// Watches what runs: a process that ends is named at once, with the end of its log, and started again, a little later each time. The
// others run on. What the news are for (a screen, a file) is not known here.
import type { Ending, Watched } from '@offline-push/parts';
import { setTimeout as sleep } from 'node:timers/promises';

export interface News {
  name: string;
  /** down: it ended, and is started again after `againMs`. gone: it ended too often and stays down. */
  what: 'down' | 'up' | 'gone';
  /** With which code, or by which signal. */
  ended: string;
  againMs: number;
  /** The last it said. */
  lastLines: readonly string[];
}

export interface WatchSettings {
  firstPauseMs: number;
  /** So many ends in a row are enough. */
  tries: number;
  /** Who ran for so long begins anew with the count. */
  wellAfterMs: number;
}

const USUAL: WatchSettings = { firstPauseMs: 1_000, tries: 5, wellAfterMs: 60_000 };
const LAST_LINES = 5;
const MAX_LINE = 240;

export class Watch {
  private readonly stopping = new AbortController();

  constructor(
    private readonly tell: (news: News) => void,
    private readonly settings: WatchSettings = USUAL,
  ) {}

  /** From now on; each of them has been started. */
  over(all: readonly Watched[]): void {
    for (const one of all) void this.keep(one);
  }

  /** What ends from now on was meant to. */
  stop(): void {
    this.stopping.abort();
  }

  /** Resolves when it ended and is not started again. */
  private async keep(one: Watched): Promise<void> {
    const { firstPauseMs, tries, wellAfterMs } = this.settings;
    for (let ends = 1; ; ends++) {
      const upAtMs = performance.now();
      const ending = await one.ended();
      if (this.stopping.signal.aborted || ending === undefined) return;
      if (performance.now() - upAtMs >= wellAfterMs) ends = 1;
      const againMs = firstPauseMs * 2 ** (ends - 1);
      const news = { name: one.name, ended: wordsOf(ending), againMs, lastLines: lastLinesOf(one.log()) };
      this.tell({ ...news, what: ends < tries ? 'down' : 'gone' });
      if (ends >= tries || !(await this.pauses(againMs))) return;
      if (await this.isBack(one)) this.tell({ ...news, what: 'up' });
    }
  }

  /** One that does not come up has ended once more, and its next round says so. */
  private async isBack(one: Watched): Promise<boolean> {
    return one.again().then(
      () => !this.stopping.signal.aborted,
      () => false,
    );
  }

  private pauses(pauseMs: number): Promise<boolean> {
    return sleep(pauseMs, true, { signal: this.stopping.signal }).catch(() => false);
  }
}

const wordsOf = ({ code, signal, error }: Ending): string => error?.message ?? signal ?? `code ${code}`;

const lastLinesOf = (log: string): string[] =>
  log
    .trimEnd()
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-LAST_LINES)
    .map((line) => (line.length > MAX_LINE ? `${line.slice(0, MAX_LINE)} …` : line));
