// Walks the devices behind a figure, the newest message first: line by line of the statistics, in each line story by story, in each story by
// user and device. It counts as the figures do, so the list is as long as the figure is.
import { Injectable } from '@nestjs/common';
import { keyOf, type Place, placesOf } from '../devices/rows';
import { cellOf, isCountedIn, lineOf } from './figures';
import { type Cells, CellStore, type Listed } from './cell.store';
import { type CellLine, LAST, type Mark, type PartPlace } from './mark';

export interface Walked {
  rows: readonly Place[];
  /** Absent: this is the end. */
  next?: Mark;
}

/** Of one page: a line may hold very many of whom few are meant. */
const MOST_PARTS = 4_000;
const MOST_LINES = 500;
const AT_ONCE = 200;
const NEWEST: PartPlace = { sentS: 2 ** 31 - 1, message: '9223372036854775807', part: 32_767, day: 32_767 };
const OLDEST: PartPlace = { sentS: -(2 ** 31), message: '-9223372036854775808', part: -32_768, day: -32_768 };

@Injectable()
export class CellWalk {
  constructor(private readonly store: CellStore) {}

  /** A page. It may be short although the list goes on. */
  async page(cells: Cells, after: Mark | undefined, limit: number): Promise<Walked> {
    const rows: Place[] = [];
    let [last, parts] = [after, 0];
    for await (const { mark, place } of this.from(cells, after)) {
      if (place === undefined) parts += 1;
      else if (rows.length === limit) return { rows, ...(last && { next: last }) };
      else rows.push(place);
      last = mark;
      if (parts >= MOST_PARTS) return { rows, next: mark };
    }
    return { rows };
  }

  /** Each device, and each part that is done. */
  private async *from(
    cells: Cells,
    after: Mark | undefined,
  ): AsyncGenerator<{ mark: Mark; place?: Place }, void, void> {
    const lines = await this.store.lines(cells, after?.line, MOST_LINES);
    for (const line of lines) {
      const isBegun = after !== undefined && cellOf(after.line) === cellOf(line);
      yield* this.ofLine(cells, line, isBegun ? after : { line, part: NEWEST, key: '' });
    }
    const last = lines.length === MOST_LINES ? lines.at(-1) : undefined;
    if (last === undefined) return;
    yield* this.from(cells, { line: last, part: OLDEST, key: LAST });
  }

  private async *ofLine(
    cells: Cells,
    line: CellLine,
    after: Mark,
  ): AsyncGenerator<{ mark: Mark; place?: Place }, void, void> {
    let from = after.part;
    let key = after.key;
    for (;;) {
      const found = await this.store.parts(cells.app, line, from, AT_ONCE);
      for (const { story, ...part } of found) {
        // Only the first may be the one where the page before ended.
        const behind = samePart(part, from) ? key : '';
        if (behind === LAST) continue;
        const places = story === undefined ? [] : placesOf([story]);
        for (const place of places.filter(isOf(line, cells)))
          if (keyOf(place) > behind) yield { mark: { line, part, key: keyOf(place) }, place };
        yield { mark: { line, part, key: LAST } };
      }
      const last = found.at(-1);
      if (last === undefined || found.length < AT_ONCE) return;
      const { story, ...part } = last;
      void story;
      [from, key] = [part, LAST];
    }
  }
}

const isOf =
  (line: CellLine, { app, figure }: { app: string; figure: Listed }) =>
  ({ story, device }: Place): boolean => {
    const own = device && lineOf(story, device);
    return (
      own !== undefined &&
      device !== undefined &&
      own.app === app &&
      cellOf(own) === cellOf(line) &&
      isCountedIn(figure, device)
    );
  };

const samePart = (one: PartPlace, other: PartPlace): boolean =>
  one.sentS === other.sentS &&
  one.message === other.message &&
  one.part === other.part &&
  one.day === other.day;
