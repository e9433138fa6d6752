// Finds stories: by their message, or by whatever else they are filed under.
import { Injectable } from '@nestjs/common';
import { Database, sql, type Statement } from '@offline-push/service-kit';
import { type Key, messageKeyIn } from './keys';
import { unpacked } from './packed';
import type { Story } from './story';

const OF_MESSAGES = sql(
  'parts-of-messages',
  `select message::text as message, body from story where message = any($1::bigint[]) order by day, part`,
);
// Of each key the newest are taken from the index of each day until there are enough: a user may have very many. `limit 1` keeps it at looking up
// one row after the other.
const FOUND_BY = sql(
  'parts-by-key',
  `select s.body
   from (select distinct of_key.message, of_key.part, of_key.day, of_key.sent_s
         from unnest($1::bigint[]) as wanted (key)
         cross join lateral (
           select message, part, day, sent_s from lookup where lookup.key = wanted.key order by sent_s desc limit $2) of_key
         order by of_key.sent_s desc, of_key.message limit $2) found
   cross join lateral (
     select body from story
     where story.message = found.message and story.part = found.part and story.day = found.day limit 1) s
   order by found.sent_s desc, found.message`,
);

@Injectable()
export class ReadStore {
  constructor(private readonly database: Database) {}

  /** All parts of a message. */
  async ofMessage(app: string, messageId: string): Promise<Story[]> {
    const rows = await this.bodies(OF_MESSAGES, [[messageKeyIn(app, messageId)]]);
    return rows
      .map(({ body }) => unpacked(body))
      .filter((it) => it.app === app && it.messageId === messageId);
  }

  /** Parts in which something has one of these keys, or a key like it: the newest first. Whoever asks looks whether it is theirs. */
  async foundBy(app: string, keys: readonly Key[], most: number): Promise<Story[]> {
    const rows = await this.bodies(FOUND_BY, [keys, most]);
    return rows.map(({ body }) => unpacked(body)).filter((it) => it.app === app);
  }

  private bodies(statement: Statement, values: unknown[]): Promise<{ body: string }[]> {
    return this.database.indexed((tx) => tx.query<{ body: string }>(statement, values));
  }
}
