// Publishes dead letters again where they came from, with their own bytes and time. A message passes the gate again, which stops what is too
// old. Ids are computed from the bytes, so a replay that is repeated rings nobody twice; a letter that fails again is a new letter.
import { Injectable } from '@nestjs/common';
import { Publisher } from '@offline-push/bus';
import { Clock } from '@offline-push/service-kit';
import { LetterStore, type LetterRow, type Meant } from './letter.store';
import { nothing, portionOf, type Replayed } from './replay';

/** A letter may have two megabytes. */
const AT_ONCE = 10;
/** More of them are for another call. */
const MOST = 10_000;

@Injectable()
export class Replays {
  constructor(
    private readonly letters: LetterStore,
    private readonly publisher: Publisher,
    private readonly clock: Clock,
  ) {}

  async run(meant: Meant, { by, isDry }: { by: string; isDry: boolean }): Promise<Replayed> {
    const sum = nothing();
    const records = new Set<string>();
    let after: LetterRow | undefined;
    while (sum.found < MOST) {
      const rows = await this.letters.take(meant, after, AT_ONCE);
      if (rows.length === 0) return sum;
      const nowMs = this.clock.nowMs();
      const { outgoings, ids } = portionOf(rows, sum, records, nowMs);
      if (!isDry && ids.length > 0) {
        // Published first: what is published and not marked is published again, which does no harm.
        await this.publisher.publish(outgoings);
        await this.letters.replayed(ids, { atMs: Math.round(nowMs), by });
      }
      after = rows.at(-1);
    }
    return { ...sum, isMore: true };
  }
}
