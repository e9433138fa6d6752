// Figures in the database: a row for each app, quarter of an hour, vendor, certificate and class, which each write of stories moves by what it
// changed. They outlive the stories that they were counted from.
import { Injectable } from '@nestjs/common';
import { Database, type Queryable, sql } from '@offline-push/service-kit';
import { numbers } from '../book/lists';
import { type Figure, FIGURE_NAMES, type SlotLine, type Tally } from './figures';

/** Names in SQL: tokenDead is token_dead. */
export const columnOf = (name: Figure | 'open'): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const COLUMNS = FIGURE_NAMES.map(columnOf);

const ADD = sql(
  'add-figures',
  `insert into figure as f (app, slot, vendor, certificate_id, class, ${COLUMNS.join(', ')})
   select * from unnest($1::text[], $2::integer[], $3::text[], $4::bigint[], $5::text[],
     ${COLUMNS.map((_, i) => `$${i + 6}::bigint[]`).join(', ')})
   on conflict (app, slot, vendor, certificate_id, class)
   do update set ${COLUMNS.map((name) => `${name} = f.${name} + excluded.${name}`).join(', ')}`,
);
/** Always by vendor, which says what may be reported. $4: minutes from UTC to the zone whose days are meant, $5: minutes of a step, or 0. */
const LIST = sql(
  'list-figures',
  `select case when $5::integer = 0 then 0 else floor((slot::bigint * 15 + $4::integer)::numeric / nullif($5::integer, 0)) end::integer as step,
     vendor, case when $6::boolean then certificate_id::float8 end as "certificateId", case when $7::boolean then class end as class,
     ${COLUMNS.map((name, i) => `sum(${name})::float8 as "${FIGURE_NAMES[i]}"`).join(', ')}
   from figure
   where app = $1 and slot >= $2 and slot < $3 and ($8::text is null or vendor = $8) and ($9::bigint is null or certificate_id = $9)
     and ($10::text is null or class = $10)
   group by 1, 2, 3, 4 having sum(sendable) <> 0
   order by 1, 2, 3, 4 limit $11`,
);
const FORGET = sql('forget-figures', 'delete from figure where slot < $1');

export type Counted = Record<Figure, number>;

export interface FigureRow extends Counted {
  step: number;
  vendor: string;
  certificateId: number | null;
  class: SlotLine['class'] | null;
}

export interface Wanted {
  app: string;
  /** The first slot, and the one behind the last. */
  slots: readonly [from: number, to: number];
  offsetMinutes: number;
  /** 0: the whole period is one step. */
  stepMinutes: number;
  by: { certificate: boolean; class: boolean };
  vendor?: string | undefined;
  certificateId?: number | undefined;
  class?: string | undefined;
}

@Injectable()
export class FigureStore {
  constructor(private readonly database: Database) {}

  /** In one order of rows, so that pods wait for each other and never in a circle. */
  async add(counted: Tally, tx: Queryable): Promise<void> {
    const moved = [...counted]
      .filter(([, { counts }]) => counts.some((count) => count !== 0))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    if (moved.length === 0) return;
    const lines = moved.map(([, { line }]) => line);
    await tx.query(ADD, [
      lines.map(({ app }) => app),
      numbers(lines.map(({ slot }) => slot)),
      lines.map(({ vendor }) => vendor),
      numbers(lines.map(({ certificateId }) => certificateId)),
      lines.map((line) => line.class),
      ...FIGURE_NAMES.map((_, i) => numbers(moved.map(([, { counts }]) => counts[i] ?? 0))),
    ]);
  }

  /** At most so many rows. */
  async list(wanted: Wanted, most: number): Promise<FigureRow[]> {
    const { app, slots, offsetMinutes, stepMinutes, by, vendor, certificateId } = wanted;
    return this.database.query<FigureRow>(LIST, [
      ...[app, slots[0], slots[1], offsetMinutes, stepMinutes, by.certificate, by.class],
      ...[vendor ?? null, certificateId ?? null, wanted.class ?? null, most],
    ]);
  }

  async forgetBefore(slot: number): Promise<void> {
    await this.database.query(FORGET, [slot]);
  }
}
