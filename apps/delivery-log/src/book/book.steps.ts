// Writes parts of stories: what is known of each is read and locked, merged, and written back if that changed it, with what it is found by and
// what it changes in the ledger and in the statistics, in one transaction. So what comes again, or in another order, changes nothing.
import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '@offline-push/service-kit';
import { Days } from '../keeping/days.worker';
import { Telling } from '../live/telling.steps';
import type { Draft } from '../topics/drafts';
import { type Change, changeOf, inOrder, nameOf, newChange, type Part, partOfDraft } from './part';
import { PartStore } from './part.store';
import { newSums, type Sums, sum } from './sums';
import { Adding } from './sums.steps';

/** Another process wrote the same new parts each time; the slices come again. */
class PartsContended extends Error {
  readonly retriable = true;
  readonly code = 'parts-contended';
}

const MAX_ROUNDS = 10;

@Injectable()
export class Book {
  constructor(
    private readonly database: Database,
    private readonly parts: PartStore,
    private readonly days: Days,
    private readonly adding: Adding,
    private readonly telling: Telling,
  ) {}

  /** What is too old to be kept is left out, and whoever was erased. */
  async write(drafts: readonly Draft[]): Promise<void> {
    const { today } = this.days;
    const parts = drafts.map((draft) => partOfDraft(draft, today)).filter(({ day }) => this.days.isKept(day));
    if (parts.length === 0) return;
    await this.days.ensure(parts.map(({ day }) => day));
    await this.database.indexed(async (tx) => {
      await this.writeParts(inOrder(await this.days.admit(parts, tx)), tx);
    });
  }

  private async writeParts(parts: readonly Part[], tx: Tx): Promise<void> {
    const [sums, changes]: [Sums, Change[]] = [newSums(), []];
    let open = parts;
    for (let round = 1; open.length > 0; round++) {
      if (round > MAX_ROUNDS)
        throw new PartsContended('the same messages are written elsewhere all the time');
      open = await this.round(open, { sums, changes }, tx);
    }
    await this.parts.file(changes, tx);
    await this.adding.add(sums, tx);
    await this.telling.stories(changes, tx);
  }

  /** Those that another process has written first: they are known by then. */
  private async round(
    parts: readonly Part[],
    { sums, changes }: { sums: Sums; changes: Change[] },
    tx: Tx,
  ): Promise<Part[]> {
    const known = new Map((await this.parts.find(parts, tx)).map((row) => [nameOf(row), row]));
    const fresh = parts.filter((part) => !known.has(nameOf(part))).map(newChange);
    const written = new Set((await this.parts.insert(fresh, tx)).map(nameOf));
    const mine = fresh.filter((part) => written.has(nameOf(part)));
    for (const { story } of mine) sum(sums, story, 1);
    const replaced = parts.flatMap((part) => {
      const row = known.get(nameOf(part));
      return row === undefined ? [] : (changeOf(row, part, sums) ?? []);
    });
    await this.parts.replace(replaced, tx);
    changes.push(...mine, ...replaced);
    return mine.length === fresh.length ? [] : fresh.filter((part) => !written.has(nameOf(part)));
  }
}
