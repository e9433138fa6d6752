// Logs the changes of a lane's state. A vendor that throttles again each second gets at most a line in ten seconds.
import { Logger } from '@nestjs/common';
import type { Clock } from '@offline-push/service-kit';
import type { LaneState } from '../lanes/lane-state';
import { type LaneNews, laneNewsOf } from './lane-news';

const QUIET_MS = 10_000;

export class LaneLog {
  private readonly logger = new Logger('Lane');
  private throttledAtMs = -Infinity;
  private isThrottleLogged = false;

  constructor(
    private readonly lane: { readonly certificate: number; readonly vendor: string },
    private readonly clock: Clock,
  ) {}

  changed(was: LaneState, is: LaneState, nowMs: number): void {
    const news = laneNewsOf(was, is, nowMs);
    if (news !== undefined && this.isWorthALine(news, nowMs)) this.write(news);
  }

  private isWorthALine({ event, pauseMs = 0 }: LaneNews, nowMs: number): boolean {
    if (event === 'throttled') {
      this.isThrottleLogged = pauseMs >= QUIET_MS || nowMs - this.throttledAtMs >= QUIET_MS;
      if (this.isThrottleLogged) this.throttledAtMs = nowMs;
    }
    return this.isThrottleLogged || !event.startsWith('throttle');
  }

  private write({ event, pauseMs, ...words }: LaneNews): void {
    const until = pauseMs === undefined ? undefined : new Date(this.clock.nowMs() + pauseMs).toISOString();
    const line = { event, ...this.lane, ...words, until };
    if (event === 'breaker-opened' || event === 'throttled') this.logger.warn(line);
    else this.logger.log(line);
  }
}
