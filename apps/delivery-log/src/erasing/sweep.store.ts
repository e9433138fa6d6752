// Takes what names a user out of the tables, a portion at a time.
import { Injectable } from '@nestjs/common';
import { sql, type Tx } from '@offline-push/service-kit';
import { numbers } from '../book/lists';
import type { Place, Row } from '../book/part';
import { keyOfId, userKeyIn } from '../story/keys';
import type { Story } from '../story/story';

const FOUND = sql(
  'sweep-found',
  `select s.message::text as message, s.part, s.day, s.body
   from (select distinct message, part, day from lookup where key = $1 and (message, part, day) > ($2::bigint, $3::smallint, $4::smallint)
         order by message, part, day limit $5) l
   join story s on s.message = l.message and s.part = l.part and s.day = l.day
   order by s.message, s.part, s.day for update of s`,
);
// A window of a day. Its last row comes back whether it names them or not: from there it goes on.
const WINDOW = sql(
  'sweep-window',
  `with w as materialized (
     select message, part, day, body from story where day = $1 and (message, part) > ($2::bigint, $3::smallint)
     order by message, part limit $4)
   select message::text as message, part, day, case when strpos(body, $5) > 0 then body end as body from w
   where strpos(body, $5) > 0 or (message, part) = (select message, part from w order by message desc, part desc limit 1)
   order by w.message, w.part`,
);
const LOCKED = sql(
  'sweep-locked',
  `select message::text as message, part, day, body from story
   where day = $1 and (message, part) in (select * from unnest($2::bigint[], $3::smallint[]))
   order by message, part for update`,
);
const DROP = sql('sweep-drop', 'delete from story where message = $1::bigint and part = $2 and day = $3');
const WRITE = sql(
  'sweep-write',
  'update story set body = $4 where message = $1::bigint and part = $2 and day = $3',
);
const UNFILE = sql(
  'sweep-unfile',
  'delete from lookup where key = any($1::bigint[]) and message = $2::bigint and part = $3 and day = $4 returning part',
);
const FACTS = sql('sweep-facts', 'delete from fact where owner = $1 and at_ms <= $2 returning kind');
const LETTERS = sql(
  'sweep-letters',
  `with w as materialized (select id from dead_letter where id > $1 order by id limit $2),
   hit as (
     update dead_letter d set key = null, value = null, headers = '{}' from w
     where d.id = w.id and (d.app is null or d.app = $3) and d.value is not null
       and (position($4::bytea in d.value) > 0 or d.key = $5::bytea or ($6 <> '' and encode(d.value, 'escape') ~ $6))
     returning d.id)
   select (select max(id) from w) as last, (select count(*)::integer from hit) as hits`,
);

@Injectable()
export class SweepStore {
  /** Parts that are filed under the user, or under an id with the same key. */
  found(app: string, user: string, after: Place, most: number, tx: Tx): Promise<Row[]> {
    return tx.query<Row>(FOUND, [userKeyIn(app, user), after.message, after.part, after.day, most]);
  }

  /** Of a day, those with these words, and the last one that was looked at, without its body if it has none of them. */
  window(after: Place, words: string, most: number, tx: Tx): Promise<(Place & { body: string | null })[]> {
    return tx.query(WINDOW, [after.day, after.message, after.part, most, words]);
  }

  /** The same rows as they are now, locked. */
  locked(day: number, places: readonly Place[], tx: Tx): Promise<Row[]> {
    const [messages, parts] = [places.map(({ message }) => message), places.map(({ part }) => part)];
    return tx.query<Row>(LOCKED, [day, numbers(messages), numbers(parts)]);
  }

  async write({ message, part, day }: Place, body: string | undefined, tx: Tx): Promise<void> {
    if (body === undefined) await tx.query(DROP, [message, part, day]);
    else await tx.query(WRITE, [message, part, day, body]);
  }

  /** Returns how many. */
  async unfile({ message, part, day }: Place, story: Story, ids: readonly string[], tx: Tx): Promise<number> {
    if (ids.length === 0) return 0;
    const keys = numbers(ids.map((id) => keyOfId(story, id)));
    return (await tx.query(UNFILE, [keys, message, part, day])).length;
  }

  /** Returns how many. */
  async facts(owner: string, untilMs: number, tx: Tx): Promise<number> {
    return (await tx.query(FACTS, [owner, untilMs])).length;
  }

  /** Takes the bytes out of those that name them; that there was a dead letter stays. */
  async letters(
    after: string,
    { app, name, key, pattern }: { app: string; name: string; key: string; pattern: string },
    most: number,
    tx: Tx,
  ): Promise<{ last: string | null; hits: number }> {
    const bytes = [Buffer.from(name), Buffer.from(key)];
    const [row] = await tx.query<{ last: string | null; hits: number }>(LETTERS, [
      ...[after, most, app],
      ...[...bytes, pattern],
    ]);
    return row ?? { last: null, hits: 0 };
  }
}
