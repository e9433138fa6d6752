// Takes what names a user out of what goes to others: the queues of webhooks and the news of those who watch, a portion at a time.
import { Injectable } from '@nestjs/common';
import { sql, type Tx } from '@offline-push/service-kit';
import { numbers } from '../book/lists';

const NEXT_WEBHOOK = sql(
  'sweep-next-webhook',
  'select id from webhook where app = $1 and id > $2 order by id limit 1',
);
// Those of the user's shard that name them, and the last that was looked at.
const PIECES = sql(
  'sweep-pieces',
  `with w as materialized (
     select seq, shard, body from webhook_piece where webhook = $1 and seq > $2::bigint order by seq limit $3)
   select seq::text as seq, shard = $4 and strpos(body, $5) > 0 as "isNamed" from w
   where (shard = $4 and strpos(body, $5) > 0) or seq = (select max(seq) from w) order by w.seq`,
);
const PIECES_LOCKED = sql(
  'sweep-pieces-locked',
  'select seq::text as seq, body from webhook_piece where webhook = $1 and seq = any($2::bigint[]) order by seq for update',
);
// A piece of nothing does not wait; it stays for the number of its request.
const PIECE = sql(
  'sweep-piece',
  `update webhook_piece set body = $3, count = $4::smallint, sent_at_ms = case when $4::smallint = 0 then coalesce(sent_at_ms, $5) else sent_at_ms end
   where webhook = $1 and seq = $2::bigint`,
);
const NEWS = sql(
  'sweep-news',
  'select position::text as position, body from live where app = $1 and strpos(body, $2) > 0 order by position for update',
);
const NEWS_ROW = sql('sweep-news-row', 'update live set body = $2 where position = $1::bigint');

@Injectable()
export class OutgoingStore {
  /** Undefined: it was the last one of the app. */
  async nextWebhook(app: string, after: string, tx: Tx): Promise<string | undefined> {
    return (await tx.query<{ id: string }>(NEXT_WEBHOOK, [app, after]))[0]?.id;
  }

  pieces(
    { webhook, seq }: { webhook: string; seq: string },
    { shard, words }: { shard: number; words: string },
    most: number,
    tx: Tx,
  ): Promise<{ seq: string; isNamed: boolean }[]> {
    return tx.query(PIECES, [webhook, seq, most, shard, words]);
  }

  locked(webhook: string, seqs: readonly string[], tx: Tx): Promise<{ seq: string; body: string }[]> {
    return tx.query(PIECES_LOCKED, [webhook, numbers(seqs)]);
  }

  async write(
    webhook: string,
    { seq, body, count, nowMs }: { seq: string; body: string; count: number; nowMs: number },
    tx: Tx,
  ): Promise<void> {
    await tx.query(PIECE, [webhook, seq, body, count, nowMs]);
  }

  /** Few: they are kept for minutes. */
  news(app: string, words: string, tx: Tx): Promise<{ position: string; body: string }[]> {
    return tx.query(NEWS, [app, words]);
  }

  async writeNews(position: string, body: string, tx: Tx): Promise<void> {
    await tx.query(NEWS_ROW, [position, body]);
  }
}
