// Finds stories: by their message, or by whatever else they are filed under.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';
import { type Key, messageKeyIn } from './keys';
import { unpacked } from './packed';
import type { Story } from './story';

const OF_MESSAGES = sql(
  'parts-of-messages',
  `select message::text as message, body from story where message = any($1::bigint[]) order by day, part`,
);
const FOUND_BY = sql(
  'parts-by-key',
  `select found.message::text as message, found.part, s.body
   from (select distinct message, part, day, sent_s from lookup where key = any($1::bigint[]) order by sent_s desc, message limit $2) found
   join story s on s.message = found.message and s.part = found.part and s.day = found.day
   order by found.sent_s desc, found.message`,
);

@Injectable()
export class ReadStore {
  constructor(private readonly database: Database) {}

  /** All parts of a message. */
  async ofMessage(app: string, messageId: string): Promise<Story[]> {
    const rows = await this.database.query<{ body: string }>(OF_MESSAGES, [[messageKeyIn(app, messageId)]]);
    return rows
      .map(({ body }) => unpacked(body))
      .filter((it) => it.app === app && it.messageId === messageId);
  }

  /** Parts in which something has one of these keys, or a key like it: the newest first. Whoever asks looks whether it is theirs. */
  async foundBy(app: string, keys: readonly Key[], most: number): Promise<Story[]> {
    const rows = await this.database.query<{ body: string }>(FOUND_BY, [keys, most]);
    return rows.map(({ body }) => unpacked(body)).filter((it) => it.app === app);
  }
}
