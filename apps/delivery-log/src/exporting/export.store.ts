// The parts of stories of a user, the newest first, a page at a time.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';
import { userKeyIn } from '../story/keys';
import { unpacked } from '../story/packed';
import type { Story } from '../story/story';

const PAGE = sql(
  'export-page',
  `select found.sent_s as "sentS", found.message::text as message, found.part, found.day, s.body
   from (select distinct sent_s, message, part, day from lookup
         where key = $1 and (sent_s, message, part, day) < ($2::integer, $3::bigint, $4::smallint, $5::smallint)
         order by sent_s desc, message desc, part desc, day desc limit $6) found
   left join story s on s.message = found.message and s.part = found.part and s.day = found.day
   order by found.sent_s desc, found.message desc, found.part desc, found.day desc`,
);

export interface Place {
  sentS: number;
  message: string;
  part: number;
  day: number;
}

/** `story` is undefined if it was forgotten meanwhile. */
export interface ExportRow {
  place: Place;
  story: Story | undefined;
}

export const NEWEST: Place = {
  sentS: 2 ** 31 - 1,
  message: '9223372036854775807',
  part: 32_767,
  day: 32_767,
};

@Injectable()
export class ExportStore {
  constructor(private readonly database: Database) {}

  async page(app: string, user: string, before: Place, most: number): Promise<ExportRow[]> {
    const { sentS, message, part, day } = before;
    const values = [userKeyIn(app, user), sentS, message, part, day, most];
    const rows = await this.database.indexed((tx) => tx.query<Place & { body: string | null }>(PAGE, values));
    return rows.map(({ body, ...place }) => {
      const story = body === null ? undefined : unpacked(body);
      return { place, story: story?.app === app ? story : undefined };
    });
  }
}
