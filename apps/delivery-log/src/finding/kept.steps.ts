// Where a search looks: how far back the stories of an app are kept, and up to when the topics are read.
import { Injectable } from '@nestjs/common';
import { Clock } from '@offline-push/service-kit';
import { Limits } from '../delivery-log.config';
import { AppDaysStore } from '../keeping/app-days.store';
import { CountedWorker } from '../statistics/counted.worker';

const DAY_MS = 86_400_000;

export interface Span {
  keptSinceMs: number;
  readUpToMs?: number;
}

@Injectable()
export class Kept {
  constructor(
    private readonly days: AppDaysStore,
    private readonly counted: CountedWorker,
    private readonly clock: Clock,
    private readonly limits: Limits,
  ) {}

  async of(app: string): Promise<Span> {
    const [own, readUpToMs] = await Promise.all([this.days.of(app), this.counted.upToMs()]);
    const days = Math.min(own?.keepDays ?? this.limits.keepDays, this.limits.keepDays);
    const keptSinceMs = Math.floor(this.clock.nowMs()) - days * DAY_MS;
    return { keptSinceMs, ...(readUpToMs !== undefined && { readUpToMs: Math.floor(readUpToMs) }) };
  }
}
