// Forgets, for apps that keep fewer days than the platform, what is older: the tables are by day and hold all apps, so rows are taken out of
// them in portions. The ledger stays.
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Clock, Database, Rounds } from '@offline-push/service-kit';
import { Limits } from '../delivery-log.config';
import { idsOf, keyOfId } from '../story/keys';
import { beginningOf, unpacked } from '../story/packed';
import { type AppDays, AppDaysStore, type Seen } from './app-days.store';
import { DayStore } from './day.store';
import { dayOf } from './days';

const EVERY_MS = 60_000;
const DAY_MS = 86_400_000;
/** Rows that are looked at in a transaction. */
const WINDOW = 2_000;
/** Of a round: what is left is for the next one. */
const MOST_WINDOWS = 500;
const OTHERS_AT_ONCE = 5_000;
const FIRST: Omit<Seen, 'body'> = { message: '-9223372036854775808', part: -1 };

@Injectable()
export class ClearDays implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(ClearDays.name);
  private readonly rounds = new Rounds('app-days', EVERY_MS, () => this.round());
  /** Where each day of an app goes on, while it is being cleared. */
  private readonly places = new Map<string, Omit<Seen, 'body'>>();

  constructor(
    private readonly database: Database,
    private readonly store: AppDaysStore,
    private readonly days: DayStore,
    private readonly clock: Clock,
    private readonly limits: Limits,
  ) {}

  onModuleInit(): void {
    this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  async round(): Promise<void> {
    const nowMs = this.clock.nowMs();
    const today = dayOf(nowMs);
    const there = await this.days.there();
    let windows = MOST_WINDOWS;
    for (const app of await this.store.fewerThan(this.limits.keepDays)) {
      windows = await this.clearApp(
        app,
        there.filter((day) => day < today - app.keepDays),
        windows,
      );
      await this.store.dropOthers(app.app, Math.floor(nowMs - app.keepDays * DAY_MS), OTHERS_AT_ONCE);
    }
    await this.store.forgetCleared(today - this.limits.keepDays);
  }

  /** Returns how many windows are left. */
  private async clearApp({ app }: AppDays, days: readonly number[], most: number): Promise<number> {
    const cleared = await this.store.cleared(app);
    let windows = most;
    for (const day of days.filter((one) => !cleared.has(one)))
      while (windows > 0) {
        windows -= 1;
        if (await this.clearWindow(app, day)) break;
      }
    return windows;
  }

  /** True: the day has nothing of the app any more. */
  private async clearWindow(app: string, day: number): Promise<boolean> {
    const name = `${app}/${day}`;
    const after = this.places.get(name) ?? FIRST;
    const { last, dropped } = await this.database.transaction(async (tx) => {
      const rows = await this.store.window(day, after, beginningOf(app), WINDOW, tx);
      const mine = rows.filter(({ body }) => body !== null);
      if (rows.length === 0) await this.store.clear(app, day, tx);
      const count = mine.length === 0 ? 0 : await this.store.drop(day, mine, mine.flatMap(keysOf), tx);
      return { last: rows.at(-1), dropped: count };
    });
    if (dropped > 0) this.logger.log({ event: 'app-day-cleared', app, day, stories: dropped });
    if (last === undefined) this.places.delete(name);
    else this.places.set(name, { message: last.message, part: last.part });
    return last === undefined;
  }
}

function keysOf({ message, part, body }: Seen): { key: string; message: string; part: number }[] {
  const story = unpacked(body ?? '');
  return [...idsOf(story)].map((id) => ({ key: keyOfId(story, id), message, part }));
}
