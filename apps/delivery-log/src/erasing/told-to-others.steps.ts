// The part of an erasure that is about what goes to others: events that wait for webhooks or could be replayed, and what watchers read. What a
// receiver has had already is the receiver's.
import { Injectable } from '@nestjs/common';
import { Clock, type Tx } from '@offline-push/service-kit';
import { type News, withoutUser as newsWithout } from '../live/news';
import { type HookEvent, withoutUser as eventsWithout } from '../webhooks/hook-event';
import { shardOf } from '../webhooks/pieces';
import { type Erasure, nothing, type Portion, quoted } from './erasure';
import { OutgoingStore } from './outgoing.store';

/** Pieces that are looked at, of which few name them. */
const WINDOW = 5_000;

/** Behind this piece of this webhook. */
interface Place {
  webhook: string;
  seq: string;
}

@Injectable()
export class ToldToOthers {
  constructor(
    private readonly outgoing: OutgoingStore,
    private readonly clock: Clock,
  ) {}

  /** A window of a webhook's pieces, then the next webhook. */
  async hooks({ app, place, untilMs }: Erasure, user: string, tx: Tx): Promise<Portion> {
    const at = placeIn(place) ?? (await this.after(app, '', tx));
    if (at === undefined) return { ...nothing(), place: undefined };
    const found = await this.outgoing.pieces(at, { shard: shardOf(user), words: quoted(user) }, WINDOW, tx);
    const seqs = found.filter(({ isNamed }) => isNamed).map(({ seq }) => seq);
    const hooks = await this.takeOut(at.webhook, seqs, { user, untilMs }, tx);
    const last = found.at(-1);
    const next = last === undefined ? await this.after(app, at.webhook, tx) : { ...at, seq: last.seq };
    return { ...nothing(), hooks, place: next && placeOf(next) };
  }

  async live({ app, untilMs }: Erasure, user: string, tx: Tx): Promise<Portion> {
    for (const { position, body } of await this.outgoing.news(app, quoted(user), tx)) {
      const kept = newsWithout(JSON.parse(body) as News[], user, untilMs);
      await this.outgoing.writeNews(position, JSON.stringify(kept), tx);
    }
    return { ...nothing(), place: undefined };
  }

  private async after(app: string, webhook: string, tx: Tx): Promise<Place | undefined> {
    const next = await this.outgoing.nextWebhook(app, webhook, tx);
    return next === undefined ? undefined : { webhook: next, seq: '0' };
  }

  /** Returns how many events. */
  private async takeOut(
    webhook: string,
    seqs: readonly string[],
    { user, untilMs }: { user: string; untilMs: number },
    tx: Tx,
  ): Promise<number> {
    if (seqs.length === 0) return 0;
    let taken = 0;
    const nowMs = Math.round(this.clock.nowMs());
    for (const { seq, body } of await this.outgoing.locked(webhook, seqs, tx)) {
      const events = JSON.parse(body) as HookEvent[];
      const kept = eventsWithout(events, user, untilMs);
      if (kept.length === events.length) continue;
      taken += events.length - kept.length;
      const piece = { seq, body: JSON.stringify(kept), count: kept.length, nowMs };
      await this.outgoing.write(webhook, piece, tx);
    }
    return taken;
  }
}

const placeOf = ({ webhook, seq }: Place): string => `${webhook} ${seq}`;

function placeIn(text: string): Place | undefined {
  const [webhook = '', seq = '0'] = text.split(' ');
  return webhook === '' ? undefined : { webhook, seq };
}
