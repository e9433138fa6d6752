// The devices behind a figure: which lines of the statistics hold some, and the stories that are filed under a line, the newest first.
import { Injectable } from '@nestjs/common';
import { Database, sql, type Statement } from '@offline-push/service-kit';
import { cellKeyIn } from '../story/keys';
import { unpacked } from '../story/packed';
import type { Story } from '../story/story';
import { cellOf, ENDS, type Figure, FIGURE_NAMES } from './figures';
import { columnOf } from './figure.store';
import type { CellLine, PartPlace } from './mark';

export type Listed = Figure | 'open';
export const LISTED: readonly Listed[] = [...FIGURE_NAMES, 'open'];

export interface Cells {
  app: string;
  /** The first slot, and the one behind the last. */
  slots: readonly [from: number, to: number];
  figure: Listed;
  vendor?: string | undefined;
  certificateId?: number | undefined;
  class?: string | undefined;
}

const amountOf = (figure: Listed): string =>
  figure === 'open' ? `(sendable - (${ENDS.map(columnOf).join(' + ')}))` : columnOf(figure);

/** As a statement's name may have it. */
const wordOf = (figure: Listed): string => columnOf(figure).replaceAll('_', '-');

const MEANT = `app = $1 and slot >= $2 and slot < $3 and ($4::text is null or vendor = $4) and ($5::bigint is null or certificate_id = $5)
  and ($6::text is null or class = $6)`;

const ofEach = (statement: (figure: Listed) => Statement): Record<Listed, Statement> =>
  Object.fromEntries(LISTED.map((figure) => [figure, statement(figure)])) as Record<Listed, Statement>;

const TOTAL = ofEach((figure) =>
  sql(
    `count-${wordOf(figure)}`,
    `select coalesce(sum(${amountOf(figure)}), 0)::float8 as count from figure where ${MEANT}`,
  ),
);
const LINES = ofEach((figure) =>
  sql(
    `lines-with-${wordOf(figure)}`,
    `select slot, vendor, certificate_id::float8 as "certificateId", class from figure
     where ${MEANT} and ${amountOf(figure)} > 0
       and ($7::integer is null or (slot, vendor, certificate_id, class) <= ($7, $8::text, $9::bigint, $10::text))
     order by slot desc, vendor desc, certificate_id desc, class desc limit $11`,
  ),
);
/** From a place on, that place included. What was dropped meanwhile has no body. */
const PARTS = sql(
  'parts-of-a-line',
  `select l.sent_s as "sentS", l.message::text as message, l.part, l.day, s.body
   from (select distinct sent_s, message, part, day from lookup
         where key = $1 and (sent_s, message, part, day) <= ($2::integer, $3::bigint, $4::smallint, $5::smallint)
         order by sent_s desc, message desc, part desc, day desc limit $6) l
   left join story s on s.message = l.message and s.part = l.part and s.day = l.day
   order by l.sent_s desc, l.message desc, l.part desc, l.day desc`,
);

const valuesOf = ({ app, slots, vendor, certificateId, class: named }: Cells): unknown[] => [
  ...[app, slots[0], slots[1], vendor ?? null, certificateId ?? null, named ?? null],
];

@Injectable()
export class CellStore {
  constructor(private readonly database: Database) {}

  /** What the statistics say. */
  async count(cells: Cells): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(TOTAL[cells.figure], valuesOf(cells));
    return row?.count ?? 0;
  }

  /** Lines in which the figure is not 0, from one on, that one included. */
  async lines(cells: Cells, from: CellLine | undefined, most: number): Promise<CellLine[]> {
    const after = [from?.slot ?? null, from?.vendor ?? '', from?.certificateId ?? 0, from?.class ?? ''];
    return this.database.query<CellLine>(LINES[cells.figure], [...valuesOf(cells), ...after, most]);
  }

  /** A story may have left the line since: whoever asks looks. */
  async parts(
    app: string,
    line: CellLine,
    from: PartPlace,
    most: number,
  ): Promise<(PartPlace & { story: Story | undefined })[]> {
    const values = [cellKeyIn(app, cellOf(line)), from.sentS, from.message, from.part, from.day, most];
    const rows = await this.database.indexed((tx) =>
      tx.query<PartPlace & { body: string | null }>(PARTS, values),
    );
    return rows.map(({ body, ...place }) => ({
      ...place,
      story: body === null ? undefined : unpacked(body),
    }));
  }
}
