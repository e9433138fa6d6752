// Publishes dead letters again where they came from, with their own bytes and time. A message passes the gate again, which stops what is too
// old. A letter is taken in hand before it is published, so two replays at once publish it once. Whoever is killed in between leaves it in
// hand for a minute; then it may be published again, which rings nobody twice, because ids are computed from the bytes.
import { Injectable } from '@nestjs/common';
import { type Outgoing, Publisher } from '@offline-push/bus';
import { Clock } from '@offline-push/service-kit';
import { LetterStore, type Meant, type Place } from './letter.store';
import { leave, nothing, portionOf, type Reissue, type Replayed } from './replay';

/** A letter may have two megabytes. */
export const AT_ONCE = 10;
/** More of them are for another call. */
const MOST = 2_000;

export interface Replay {
  by: string;
  isDry: boolean;
  /** Where the call before ended. */
  after?: Place | undefined;
}

@Injectable()
export class Replays {
  constructor(
    private readonly letters: LetterStore,
    private readonly publisher: Publisher,
    private readonly clock: Clock,
  ) {}

  /** What is meant is noted before the first is published: a record that fails again is a new letter, and for another replay. */
  async run(meant: Meant, replay: Replay): Promise<{ replayed: Replayed; next?: Place | undefined }> {
    const places = await this.letters.places(meant, replay.after, this.clock.nowMs(), MOST + 1);
    const now = places.slice(0, MOST);
    const [replayed, records] = [nothing(), new Set<string>()];
    for (let at = 0; at < now.length; at += AT_ONCE) {
      const ids = now.slice(at, at + AT_ONCE).map(({ id }) => id);
      await this.portion(ids, replay, replayed, records);
    }
    return { replayed, ...(places.length > MOST && { next: now.at(-1) }) };
  }

  /** A portion of a replay in the background. Returns the letters of it that stay where they are. */
  async publishSome(ids: readonly string[], by: string, sum: Replayed): Promise<string[]> {
    return this.portion(ids, { isDry: false, by }, sum, new Set());
  }

  private async portion(
    ids: readonly string[],
    { isDry, by }: Replay,
    sum: Replayed,
    records: Set<string>,
  ): Promise<string[]> {
    const nowMs = this.clock.nowMs();
    const taken = isDry ? ids : await this.letters.take(ids, { atMs: Math.round(nowMs), by });
    const { reissues, done } = portionOf(await this.letters.whole(taken), sum, records, nowMs);
    if (isDry) return [];
    const settled = [...done];
    try {
      for (const reissue of await this.publish(reissues, sum)) settled.push(...reissue.ids);
    } finally {
      await this.letters.replayed(settled, { atMs: Math.round(this.clock.nowMs()), by });
      await this.letters.release(taken, by);
    }
    const gone = new Set(settled);
    return taken.filter((id) => !gone.has(id));
  }

  /** Returns those that were published. One that is too large keeps no other back. */
  private async publish(reissues: readonly Reissue[], sum: Replayed): Promise<readonly Reissue[]> {
    if (reissues.length === 0) return [];
    if (await this.isTaken(reissues.map(({ outgoing }) => outgoing))) return reissues;
    const published: Reissue[] = [];
    for (const reissue of reissues) {
      if (await this.isTaken([reissue.outgoing])) published.push(reissue);
      else {
        sum.published -= 1;
        for (let letters = reissue.ids.length; letters > 0; letters -= 1) leave(sum, 'too-large');
      }
    }
    return published;
  }

  private async isTaken(outgoings: readonly Outgoing[]): Promise<boolean> {
    try {
      await this.publisher.publish(outgoings);
      return true;
    } catch (error) {
      if ((error as { code?: unknown }).code === 'record-too-large') return false;
      throw error;
    }
  }
}
