// Replays in the background, and who looked at bytes. A replay marks its letters before the first of them is published; whoever of the
// pods has it in hand takes them from that list, so a pod that is killed leaves the rest to another one.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';
import { IN_HAND_MS, IS_KEPT, type Meant, MEANT, meantBy } from './letter.store';
import type { JobState, Replayed } from './replay';

export interface JobRow {
  id: string;
  app: string | null;
  meant: string;
  by: string;
  state: JobState;
  total: number;
  found: number;
  published: number;
  expired: number;
  stays: string;
  begunAtMs: number;
  movedAtMs: number;
  endedAtMs: number | null;
  stoppedBy: string | null;
}

export interface RevealRow {
  atMs: number;
  by: string;
}

/** A replay whose pod says nothing for so long is another one's. */
const HELD_MS = 20_000;

const COLUMNS = `id::text as id, app, meant, begun_by as by, state, total, found, published, expired, stays, begun_at_ms::float8 as "begunAtMs",
  moved_at_ms::float8 as "movedAtMs", ended_at_ms::float8 as "endedAtMs", stopped_by as "stoppedBy"`;

const OPEN = sql(
  'open-letter-replay',
  `insert into letter_replay (app, meant, begun_by, state, total, begun_at_ms, moved_at_ms) values ($1, $2, $3, 'running', 0, $4, $4)
   returning id::text as id`,
);
// One that another replay has marked stays with that.
const MARK = sql(
  'mark-letters-of-replay',
  `update dead_letter set replay = $6::bigint
   where ${MEANT} and ${IS_KEPT('$5')}
     and (replay is null or not exists (select from letter_replay r where r.id = dead_letter.replay and r.state = 'running'))
   returning 1`,
);
const NOTE_TOTAL = sql('note-total-of-replay', 'update letter_replay set total = $2 where id = $1::bigint');
const FIND = sql(
  'find-letter-replay',
  `select ${COLUMNS} from letter_replay where id = $1::bigint and ($2::text is null or app = $2)`,
);
const LIST = sql(
  'list-letter-replays',
  `select ${COLUMNS} from letter_replay where $1::text is null or app = $1 order by id desc limit 20`,
);
const HOLD = sql(
  'hold-letter-replay',
  `update letter_replay set held_by = $1, held_until_ms = $2
   where id = (select id from letter_replay where state = 'running' and (held_by = $1 or held_until_ms < $3)
               order by id limit 1 for update skip locked)
   returning id::text as id, begun_by as by`,
);
// All letters of the first records: one record may have failed in several groups, and is published once.
const NEXT = sql(
  'letters-of-replay',
  `with first as (
     select distinct topic, partition, record_offset from dead_letter where replay = $1::bigint and ${IS_KEPT('$2')}
     order by topic, partition, record_offset limit $3)
   select id from dead_letter join first using (topic, partition, record_offset)
   where replay = $1::bigint and ${IS_KEPT('$2')} order by topic, partition, record_offset, id`,
);
const ARE_LEFT = sql(
  'left-of-replay',
  `select 1 from dead_letter where replay = $1::bigint and state in ('kept', 'replaying') limit 1`,
);
// What cannot be replayed leaves the list, or it would come again for ever.
const UNMARK = sql('unmark-letters', `update dead_letter set replay = null where id = any($1::text[])`);
const MOVE = sql(
  'move-letter-replay',
  `update letter_replay set found = found + $2, published = published + $3, expired = expired + $4, stays = $5, moved_at_ms = $6::bigint,
          held_until_ms = $6::bigint + ${HELD_MS}
   where id = $1::bigint returning state`,
);
const END = sql(
  'end-letter-replay',
  `update letter_replay set state = 'done', ended_at_ms = $2, moved_at_ms = $2 where id = $1::bigint and state = 'running'`,
);
const STOP = sql(
  'stop-letter-replay',
  `update letter_replay set state = 'stopped', stopped_by = $3, ended_at_ms = $4, moved_at_ms = $4
   where id = $1::bigint and ($2::text is null or app = $2) and state = 'running'`,
);
const LET_GO = sql(
  'letters-of-stopped-replay',
  `update dead_letter set replay = null where replay = $1::bigint and state = 'kept'`,
);
const STAYS = sql('stays-of-replay', 'select stays from letter_replay where id = $1::bigint');
const REVEAL = sql(
  'note-reveal',
  'insert into letter_reveal (letter, app, at_ms, by) values ($1, $2, $3, $4)',
);
const REVEALS = sql(
  'list-reveals',
  `select at_ms::float8 as "atMs", by from letter_reveal where letter = $1 order by id desc limit 100`,
);
const FORGET = [
  sql('forget-reveals', 'delete from letter_reveal where at_ms < $1'),
  sql('forget-replays', `delete from letter_replay where state <> 'running' and begun_at_ms < $1`),
];

@Injectable()
export class ReplayJobsStore {
  constructor(private readonly database: Database) {}

  async open(
    meant: Meant,
    { app, by, atMs }: { app?: string | undefined; by: string; atMs: number },
  ): Promise<string> {
    return this.database.transaction(async (tx) => {
      const [job] = await tx.query<{ id: string }>(OPEN, [app ?? null, JSON.stringify(meant), by, atMs]);
      const id = job?.id ?? '0';
      const marked = await tx.query(MARK, [...meantBy(meant), atMs - IN_HAND_MS, id]);
      await tx.query(NOTE_TOTAL, [id, marked.length]);
      return id;
    });
  }

  async find(id: string, app?: string): Promise<JobRow | undefined> {
    return (await this.database.query<JobRow>(FIND, [id, app ?? null]))[0];
  }

  /** The newest first. */
  async list(app?: string): Promise<JobRow[]> {
    return this.database.query<JobRow>(LIST, [app ?? null]);
  }

  /** The oldest one that runs and that no other pod has in hand. */
  async hold(pod: string, nowMs: number): Promise<{ id: string; by: string } | undefined> {
    return (await this.database.query<{ id: string; by: string }>(HOLD, [pod, nowMs + HELD_MS, nowMs]))[0];
  }

  async next(id: string, nowMs: number, most: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(NEXT, [id, nowMs - IN_HAND_MS, most]);
    return rows.map((row) => row.id);
  }

  /** Also those that a pod had in hand when it was killed: they are free again after a while. */
  async areLeft(id: string): Promise<boolean> {
    return (await this.database.query(ARE_LEFT, [id])).length > 0;
  }

  async unmark(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.database.query(UNMARK, [ids]);
  }

  /** Adds what a portion came to. False if somebody stopped the replay. */
  async move(id: string, { found, published, expired, left }: Replayed, nowMs: number): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const [row] = await tx.query<{ stays: string }>(STAYS, [id]);
      const stays = JSON.parse(row?.stays ?? '{}') as Record<string, number>;
      for (const [why, count] of Object.entries(left)) stays[why] = (stays[why] ?? 0) + count;
      const values = [id, found, published, expired, JSON.stringify(stays), nowMs];
      const [moved] = await tx.query<{ state: string }>(MOVE, values);
      return moved?.state === 'running';
    });
  }

  async end(id: string, nowMs: number): Promise<void> {
    await this.database.query(END, [id, nowMs]);
  }

  /** Letters that a pod has in hand at this moment are published still. */
  async stop(id: string, app: string | undefined, by: string, nowMs: number): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.query(STOP, [id, app ?? null, by, nowMs]);
      const [job] = await tx.query<JobRow>(FIND, [id, app ?? null]);
      if (job?.state === 'stopped') await tx.query(LET_GO, [id]);
    });
  }

  async noteReveal(letter: string, app: string | null, { by, atMs }: RevealRow): Promise<void> {
    await this.database.query(REVEAL, [letter, app, atMs, by]);
  }

  /** The newest first. */
  async reveals(letter: string): Promise<RevealRow[]> {
    return this.database.query<RevealRow>(REVEALS, [letter]);
  }

  async forget(beforeMs: number): Promise<void> {
    for (const statement of FORGET) await this.database.query(statement, [beforeMs]);
  }
}
