// Rows of stories and what they are found by.
import { Injectable } from '@nestjs/common';
import { sql, type Tx } from '@offline-push/service-kit';
import { lines, numbers } from './lists';
import { type Change, filedUnder, type Place, type Row } from './part';

// The days are three parameters and no list: of a list PostgreSQL does not leave out the other days' partitions, and asks all of them.
// A message that is published again without a time of its own was sent later by its second record: the first one's day may be the day before.
const FIND = sql(
  'find-parts',
  `select s.message::text as message, s.part, s.day, s.body
   from unnest($1::bigint[], $2::smallint[]) as k (message, part)
   join story s on s.message = k.message and s.part = k.part and s.day in ($3::smallint, $4::smallint, $5::smallint)
   order by s.message, s.part, s.day
   for update of s`,
);
const ROWS = `unnest($1::bigint[], $2::smallint[], $3::smallint[], string_to_array($4, E'\\n')) as r (message, day, part, body)`;
const INSERT = sql(
  'insert-parts',
  `insert into story (message, day, part, body) select * from ${ROWS}
   on conflict (message, part, day) do nothing returning message::text as message, part`,
);
/** Of rows that the transaction has locked. */
const REPLACE = sql(
  'replace-parts',
  `insert into story (message, day, part, body) select * from ${ROWS}
   on conflict (message, part, day) do update set body = excluded.body`,
);
const FILE = sql(
  'file-parts',
  `insert into lookup (key, message, sent_s, day, part)
   select * from unnest($1::bigint[], $2::bigint[], $3::integer[], $4::smallint[], $5::smallint[])`,
);

@Injectable()
export class PartStore {
  /** What is known of them, locked. Of two of one name, as two pods may have written them in the same moment, the older comes last. */
  async find(places: readonly Place[], tx: Tx): Promise<Row[]> {
    const rows: Row[] = [];
    for (const [day, ofDay] of [...byDay(places)].sort(([a], [b]) => a - b))
      rows.push(
        ...(await tx.query<Row>(FIND, [
          numbers(ofDay.map(({ message }) => message)),
          numbers(ofDay.map(({ part }) => part)),
          ...[day - 1, day, day + 1],
        ])),
      );
    return rows.reverse();
  }

  /** Those that nobody else has written meanwhile. */
  async insert(rows: readonly Row[], tx: Tx): Promise<Pick<Place, 'message' | 'part'>[]> {
    return rows.length === 0 ? [] : tx.query(INSERT, columnsOf(rows));
  }

  async replace(rows: readonly Row[], tx: Tx): Promise<void> {
    if (rows.length > 0) await tx.query(REPLACE, columnsOf(rows));
  }

  async file(changes: readonly Change[], tx: Tx): Promise<void> {
    const filed = changes.flatMap(filedUnder);
    if (filed.length === 0) return;
    await tx.query(FILE, [
      numbers(filed.map(({ key }) => key)),
      numbers(filed.map(({ message }) => message)),
      numbers(filed.map(({ sentS }) => sentS)),
      numbers(filed.map(({ day }) => day)),
      numbers(filed.map(({ part }) => part)),
    ]);
  }
}

function byDay(places: readonly Place[]): Map<number, Place[]> {
  const days = new Map<number, Place[]>();
  for (const place of places) {
    const ofDay = days.get(place.day);
    if (ofDay === undefined) days.set(place.day, [place]);
    else ofDay.push(place);
  }
  return days;
}

const columnsOf = (rows: readonly Row[]): string[] => [
  numbers(rows.map(({ message }) => message)),
  numbers(rows.map(({ day }) => day)),
  numbers(rows.map(({ part }) => part)),
  lines(rows.map(({ body }) => body)),
];
