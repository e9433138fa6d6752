// Keeps verdicts whose rows another session has locked. Every 250 ms it looks which rows are free, without waiting for a lock.
import { Logger } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { aboutOf } from '../calls/about';
import type { LockedStore } from '../ledger/locked.store';
import type { Settled } from '../ledger/outcome';

const LOOK_AGAIN_MS = 250;
const PORTION = 1_000;

interface Ends {
  isTooLate(settled: Settled): boolean;
  /** Takes verdicts that are to be written now, or to be tried for the last time. */
  free(settled: Settled[]): void;
}

export class BehindLocks {
  private readonly logger = new Logger(BehindLocks.name);
  /** Bounded by the places of the lanes, because each call keeps its place until its verdicts are written. */
  private readonly waiting: Settled[] = [];
  private isLooking = false;

  constructor(
    private readonly locked: LockedStore,
    private readonly ends: Ends,
  ) {}

  /** Returns the verdicts whose rows are free. The others wait here. */
  async without(portion: Settled[]): Promise<Settled[]> {
    const { free, locked } = await this.parted(portion);
    if (locked.length > 0) {
      const about = aboutOf(locked.map(({ target }) => target));
      this.logger.warn({ event: 'targets-locked', ...about });
    }
    this.waiting.push(...locked);
    if (!this.isLooking) void this.look();
    return free;
  }

  private async look(): Promise<void> {
    this.isLooking = true;
    while (this.waiting.length > 0) {
      await delay(LOOK_AGAIN_MS);
      const { free, locked } = await this.parted(this.waiting.splice(0, PORTION));
      this.waiting.push(...locked);
      if (free.length > 0) this.ends.free(free);
    }
    this.isLooking = false;
  }

  /** If the database cannot be asked, all count as free: the write shows the error again. */
  private async parted(some: Settled[]): Promise<{ free: Settled[]; locked: Settled[] }> {
    const ids = await this.locked.list(some.map(({ target }) => target.targetId)).catch(() => NONE);
    const isLocked = (settled: Settled): boolean =>
      ids.has(settled.target.targetId) && !this.ends.isTooLate(settled);
    const free = some.filter((settled) => !isLocked(settled));
    return { free, locked: some.filter(isLocked) };
  }
}

const NONE: ReadonlySet<string> = new Set();
