// The queues of webhooks: pieces in, requests out, in order per shard. A shard is claimed with a lease; whoever lost it settles nothing.
import { Injectable } from '@nestjs/common';
import { Database, sql, type Tx } from '@offline-push/service-kit';
import type { Answer } from './answer';
import type { Piece, Waiting } from './pieces';

// The lock of the shard comes first, so that pieces of one shard are numbered in the order in which they can be seen.
const WAKE = sql(
  'webhook-shard-wake',
  `insert into webhook_shard as known (webhook, shard, next_at_ms)
   select distinct w, s, $3::bigint from unnest($1::text[], $2::smallint[]) as given (w, s) order by 1, 2
   on conflict (webhook, shard) do update set next_at_ms =
     case when known.failures > 0 then coalesce(known.next_at_ms, excluded.next_at_ms) else least(known.next_at_ms, excluded.next_at_ms) end`,
);
// What is held does not pass what was held before it, but for what is of a later stage.
const ADD = sql(
  'webhook-piece-add',
  `insert into webhook_piece (webhook, shard, count, body, created_at_ms, stage, due_ms)
   select w, s, c, b, $5::bigint, $7::smallint, case when $7::smallint > 0 then greatest($6::bigint, (
     select max(due_ms) from webhook_piece where webhook = w and shard = s and sent_at_ms is null and batch is null and stage <= $7::smallint))
     else $6::bigint end
   from unnest($1::text[], $2::smallint[], $3::smallint[], $4::text[]) with ordinality as given (w, s, c, b, n)
   where exists (select from webhook where id = w and state <> 'deleted') order by n`,
);
const CLAIM = sql(
  'webhook-shard-claim',
  `update webhook_shard claimed set lease_until_ms = $4, epoch = claimed.epoch + 1
   from (
     select wanted.id, due.shard from unnest($1::text[], $2::integer[]) as wanted (id, free)
     cross join lateral (
       select shard from webhook_shard where webhook = wanted.id and next_at_ms <= $3 and lease_until_ms <= $3
       order by next_at_ms limit wanted.free for update skip locked
     ) due limit $5
   ) chosen
   where claimed.webhook = chosen.id and claimed.shard = chosen.shard
   returning claimed.webhook, claimed.shard::integer as shard, claimed.epoch, claimed.failures`,
);
const WAITING = sql(
  'webhook-piece-waiting',
  `select seq::float8 as seq, batch::float8 as batch, count::integer as count from webhook_piece
   where webhook = $1 and shard = $2 and sent_at_ms is null and (batch is not null or due_ms <= $3)
   order by turn, due_ms, seq limit 100`,
);
const FORM = sql(
  'webhook-piece-form',
  `with formed as (
     update webhook_piece set batch = $3, turn = (select nextval('webhook_turn')) where webhook = $1 and seq = any($2::bigint[]) and batch is null returning seq
   )
   select seq::float8 as seq, count::integer as count, due_ms::float8 as "dueMs", created_at_ms::float8 as "createdAtMs", body
   from webhook_piece where webhook = $1 and seq = any($2::bigint[])`,
);
const HOLD = sql(
  'webhook-shard-hold',
  'select failures from webhook_shard where webhook = $1 and shard = $2 and epoch = $3 for update',
);
const SENT = sql(
  'webhook-piece-sent',
  'update webhook_piece set sent_at_ms = $4 where webhook = $1 and shard = $2 and batch = $3 and sent_at_ms is null',
);
const NEXT = `next_at_ms = (
    select case when batch is null then due_ms else 0 end from webhook_piece
    where webhook = $1 and shard = $2 and sent_at_ms is null order by turn, due_ms, seq limit 1)`;
const GO_ON = sql(
  'webhook-shard-go-on',
  `update webhook_shard set lease_until_ms = 0, failures = 0, failing_since_ms = null, ok_at_ms = $3, last_answer = $4, ${NEXT}
   where webhook = $1 and shard = $2`,
);
const REST = sql(
  'webhook-shard-rest',
  `update webhook_shard set lease_until_ms = 0, ${NEXT} where webhook = $1 and shard = $2`,
);
const FAILED = sql(
  'webhook-shard-failed',
  `update webhook_shard set lease_until_ms = 0, failures = failures + 1, failing_since_ms = coalesce(failing_since_ms, $4),
     last_failure = $5, next_at_ms = $6
   where webhook = $1 and shard = $2 and epoch = $3`,
);
// The receiver is back: the others need not wait out what they waited for it.
const RECOVERED = sql(
  'webhook-shard-recovered',
  `update webhook_shard set next_at_ms = $2 where (webhook, shard) in (
     select webhook, shard from webhook_shard where webhook = $1 and failures > 0 and next_at_ms > $2 for update skip locked)`,
);
const ENABLED = sql(
  'webhook-shard-enabled',
  `update webhook_shard set failures = 0, failing_since_ms = null, next_at_ms = $2 where webhook = $1`,
);
const FAILING = sql(
  'webhook-failing',
  `select min(failing_since_ms)::float8 as "sinceMs", max(ok_at_ms)::float8 as "okAtMs" from webhook_shard where webhook = $1`,
);
const ALL_FAILING = sql(
  'webhook-all-failing',
  `select webhook, min(failing_since_ms)::float8 as "sinceMs" from webhook_shard where failing_since_ms is not null group by 1`,
);
const LAST = sql(
  'webhook-shard-answers',
  `select last_answer as answer, last_failure as failure from webhook_shard where webhook = $1`,
);
const LENGTH = sql(
  'webhook-queue-length',
  `select coalesce(sum(count), 0)::integer as events, count(*)::integer as pieces, min(created_at_ms)::float8 as "oldestAtMs"
   from (select count, created_at_ms from webhook_piece where webhook = $1 and sent_at_ms is null limit $2) waiting`,
);
// Whole requests, as they were: a receiver that has had one knows it by its id. Time is that of a request's first piece. A piece of no events
// has lost them to an erasure.
const REPLAY = sql(
  'webhook-piece-replay',
  `with chosen as (
     select batch, created_at_ms from webhook_piece first
     where webhook = $1 and created_at_ms between $2 and $3 and sent_at_ms is not null and seq = batch and exists (
       select from webhook_piece any_of where any_of.webhook = $1 and any_of.batch = first.batch and any_of.sent_at_ms is not null and any_of.count > 0)
     order by created_at_ms, seq limit $4
   )
   update webhook_piece piece set sent_at_ms = null from chosen
   where piece.webhook = $1 and piece.batch = chosen.batch and piece.sent_at_ms is not null and piece.count > 0
   returning piece.batch::float8 as batch, piece.count::integer as count, piece.shard::integer as shard,
     chosen.created_at_ms::float8 as "createdAtMs"`,
);
// Old pieces, sent or not.
const FORGET = sql(
  'webhook-piece-forget',
  `delete from webhook_piece where webhook = $1 and seq in (
     select seq from webhook_piece where webhook = $1 and created_at_ms < $2 order by created_at_ms limit $3)
   returning case when sent_at_ms is null then count else 0 end::integer as lost`,
);
const DROP_SHARDS = sql('webhook-shard-drop', 'delete from webhook_shard where webhook = $1');

/** Who may send what a shard has next, until the lease ends. */
export interface Claim {
  webhook: string;
  shard: number;
  epoch: number;
  /** Failed requests in a row. */
  failures: number;
}

export interface Body {
  seq: number;
  count: number;
  dueMs: number;
  createdAtMs: number;
  body: string;
}

/** A piece that goes again. */
export interface Replayed {
  /** Its request. */
  batch: number;
  count: number;
  shard: number;
  /** Of its request's first piece. */
  createdAtMs: number;
}

/** What waits, as far as it was counted. */
export interface Length {
  events: number;
  pieces: number;
  oldestAtMs: number | null;
}

interface Failing {
  sinceMs: number | null;
  okAtMs: number | null;
}

@Injectable()
export class QueueStore {
  constructor(private readonly database: Database) {}

  /** They are not sent before `holdMs` are over. Those of stage 0 pass all that is held. */
  async add(
    pieces: readonly Piece[],
    { nowMs, holdMs, stage }: { nowMs: number; holdMs: number; stage: number },
    tx: Tx,
  ): Promise<void> {
    const [webhooks, shards] = [pieces.map(({ webhook }) => webhook), pieces.map(({ shard }) => shard)];
    const [counts, bodies] = [pieces.map(({ count }) => count), pieces.map(({ body }) => body)];
    const dueMs = nowMs + holdMs;
    await tx.query(WAKE, [webhooks, shards, dueMs]);
    await tx.query(ADD, [webhooks, shards, counts, bodies, nowMs, dueMs, stage]);
  }

  /** At most `free` shards of each webhook, `most` in all. */
  claim(
    wanted: readonly { id: string; free: number }[],
    { nowMs, untilMs, most }: { nowMs: number; untilMs: number; most: number },
  ): Promise<Claim[]> {
    const values = [wanted.map(({ id }) => id), wanted.map(({ free }) => free), nowMs, untilMs, most];
    return this.database.query<Claim>(CLAIM, values);
  }

  waiting({ webhook, shard }: Claim, nowMs: number): Promise<Waiting[]> {
    return this.database.query<Waiting>(WAITING, [webhook, shard, nowMs]);
  }

  /** What a request is made of is written down before it is sent, so that it is the same each time. */
  async form({ webhook }: Claim, batch: number, seqs: readonly number[]): Promise<Body[]> {
    const bodies = await this.database.query<Body>(FORM, [webhook, seqs, batch]);
    return bodies.sort((a, b) => a.dueMs - b.dueMs || a.seq - b.seq);
  }

  /** Nothing is settled if the lease went to somebody else. */
  sent({ webhook, shard, epoch }: Claim, batch: number, answer: Answer): Promise<void> {
    return this.database.transaction(async (tx) => {
      if ((await tx.query(HOLD, [webhook, shard, epoch])).length === 0) return;
      await tx.query(SENT, [webhook, shard, batch, answer.atMs]);
      await tx.query(GO_ON, [webhook, shard, answer.atMs, JSON.stringify(answer)]);
    });
  }

  async failed({ webhook, shard, epoch }: Claim, answer: Answer, nextAtMs: number): Promise<void> {
    const told = JSON.stringify(answer);
    await this.database.query(FAILED, [webhook, shard, epoch, answer.atMs, told, nextAtMs]);
  }

  /** There was nothing to send. */
  rest({ webhook, shard, epoch }: Claim): Promise<void> {
    return this.database.transaction(async (tx) => {
      if ((await tx.query(HOLD, [webhook, shard, epoch])).length > 0) await tx.query(REST, [webhook, shard]);
    });
  }

  async recovered(webhook: string, nowMs: number): Promise<void> {
    await this.database.query(RECOVERED, [webhook, nowMs]);
  }

  async enabled(webhook: string, nowMs: number): Promise<void> {
    await this.database.query(ENABLED, [webhook, nowMs]);
  }

  /** Since when a shard fails, and when any request was taken for the last time. */
  async failing(webhook: string): Promise<Failing> {
    const [row] = await this.database.query<Failing>(FAILING, [webhook]);
    return row ?? { sinceMs: null, okAtMs: null };
  }

  allFailing(): Promise<{ webhook: string; sinceMs: number }[]> {
    return this.database.query(ALL_FAILING, []);
  }

  async answers(webhook: string): Promise<Answer[]> {
    const rows = await this.database.query<{ answer: string | null; failure: string | null }>(LAST, [
      webhook,
    ]);
    return rows
      .flatMap(({ answer, failure }) => [answer, failure])
      .flatMap((text) => (text === null ? [] : [JSON.parse(text) as Answer]));
  }

  async length(webhook: string, most: number): Promise<Length> {
    const [row] = await this.database.query<Length>(LENGTH, [webhook, most]);
    return row ?? { events: 0, pieces: 0, oldestAtMs: null };
  }

  /** Sends requests again whose events came in that time, the oldest first. Returns the pieces. */
  replay(
    webhook: string,
    { fromMs, toMs, most, nowMs }: { fromMs: number; toMs: number; most: number; nowMs: number },
  ): Promise<Replayed[]> {
    return this.database.transaction(async (tx) => {
      const pieces = await tx.query<Replayed>(REPLAY, [webhook, fromMs, toMs, most]);
      const shards = [...new Set(pieces.map(({ shard }) => shard))];
      if (shards.length > 0) await tx.query(WAKE, [shards.map(() => webhook), shards, nowMs]);
      return pieces;
    });
  }

  /** Returns how many pieces went, and how many events of them were never taken. */
  async forget(webhook: string, beforeMs: number, most: number): Promise<{ pieces: number; lost: number }> {
    const rows = await this.database.query<{ lost: number }>(FORGET, [webhook, beforeMs, most]);
    return { pieces: rows.length, lost: rows.reduce((sum, { lost }) => sum + lost, 0) };
  }

  async dropShards(webhook: string): Promise<void> {
    await this.database.query(DROP_SHARDS, [webhook]);
  }
}
