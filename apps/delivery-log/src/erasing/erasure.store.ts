// Erasures that were asked for: who, how far they are, and what they took away.
import { Injectable } from '@nestjs/common';
import { Database, sql, type Tx } from '@offline-push/service-kit';
import { type Erasure, FIRST_STEP, type Taken } from './erasure';

const COLUMNS = `id::text, app, who, user_id as "user", until_ms::float8 as "untilMs", asked_by as "askedBy", step, place, stories, lookups, facts,
  letters, hooks, done_at_ms::float8 as "doneAtMs"`;
const BEGIN = sql(
  'begin-erasure',
  `insert into erasure (app, who, user_id, until_ms, asked_by, step, place) values ($1, $2, $3, $4, $5, '${FIRST_STEP}', '') returning ${COLUMNS}`,
);
const OPEN_OF = sql(
  'open-erasure-of',
  `select ${COLUMNS} from erasure where who = $1 and done_at_ms is null limit 1`,
);
const LAST_OF = sql(
  'last-erasure-of',
  `select ${COLUMNS} from erasure where who = $1 order by id desc limit 1`,
);
const TAKE = sql(
  'take-erasure',
  `select ${COLUMNS} from erasure where id = $1 and done_at_ms is null for update skip locked`,
);
const OPEN = sql(
  'open-erasures',
  'select id::text from erasure where done_at_ms is null order by id limit $1',
);
const MOVE = sql(
  'move-erasure',
  `update erasure set step = $2, place = $3, stories = stories + $4, lookups = lookups + $5, facts = facts + $6, letters = letters + $7,
     hooks = hooks + $8
   where id = $1`,
);
const END = sql(
  'end-erasure',
  `update erasure set step = 'done', place = '', user_id = null, done_at_ms = $2 where id = $1`,
);
const LIST = sql(
  'list-erasures',
  `select ${COLUMNS} from erasure where app = $1 and ($2::bigint is null or id < $2) order by id desc limit $3`,
);

@Injectable()
export class ErasureStore {
  constructor(private readonly database: Database) {}

  /** The one that is under way, or a new one. */
  async begin(
    asked: Pick<Erasure, 'app' | 'who' | 'user' | 'untilMs' | 'askedBy'>,
    tx: Tx,
  ): Promise<Erasure> {
    const { app, who, user, untilMs, askedBy } = asked;
    const [open] = await tx.query<Erasure>(OPEN_OF, [who]);
    const [begun] =
      open === undefined ? await tx.query<Erasure>(BEGIN, [app, who, user, untilMs, askedBy]) : [];
    const erasure = open ?? begun;
    if (erasure === undefined) throw new Error('an insert returned no row');
    return erasure;
  }

  async lastOf(who: string): Promise<Erasure | undefined> {
    return (await this.database.query<Erasure>(LAST_OF, [who]))[0];
  }

  /** Undefined: it is done, or another process works on it. */
  async take(id: string, tx: Tx): Promise<Erasure | undefined> {
    return (await tx.query<Erasure>(TAKE, [id]))[0];
  }

  async open(most: number): Promise<string[]> {
    return (await this.database.query<{ id: string }>(OPEN, [most])).map(({ id }) => id);
  }

  async move(
    id: string,
    { step, place }: Pick<Erasure, 'step' | 'place'>,
    taken: Taken,
    tx: Tx,
  ): Promise<void> {
    const { stories, lookups, facts, letters, hooks } = taken;
    await tx.query(MOVE, [id, step, place, stories, lookups, facts, letters, hooks]);
  }

  async end(id: string, doneAtMs: number, tx: Tx): Promise<void> {
    await tx.query(END, [id, doneAtMs]);
  }

  /** The newest first. */
  async list(app: string, before: string | undefined, limit: number): Promise<Erasure[]> {
    return this.database.query<Erasure>(LIST, [app, before ?? null, limit]);
  }
}
