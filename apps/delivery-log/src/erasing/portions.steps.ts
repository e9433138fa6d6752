// One portion of a step of an erasure, in the transaction that also notes how far it is: a process that dies in between has done nothing.
import { Injectable } from '@nestjs/common';
import type { Tx } from '@offline-push/service-kit';
import type { Place, Row } from '../book/part';
import { ownerOf } from '../facts/fact';
import type { Counts } from '../ledger/boxes';
import { DayStore } from '../keeping/day.store';
import { LedgerStore } from '../ledger/ledger.store';
import { packed, unpacked } from '../story/packed';
import { type Erasure, nothing, numberPattern, type Portion, quoted, type Taken } from './erasure';
import { SweepStore } from './sweep.store';
import { ToldToOthers } from './told-to-others.steps';
import { withoutUser } from './without';

const AT_ONCE = 200;
/** Rows that are looked at, of which few name them. */
const WINDOW = 5_000;
const LETTERS = 500;
const START: Place = { message: '-9223372036854775808', part: -1, day: -1 };

type Whose = Pick<Erasure, 'app' | 'untilMs'> & { user: string };

@Injectable()
export class Portions {
  constructor(
    private readonly sweep: SweepStore,
    private readonly ledger: LedgerStore,
    private readonly dayStore: DayStore,
    private readonly told: ToldToOthers,
  ) {}

  next(erasure: Erasure, user: string, tx: Tx): Promise<Portion> {
    switch (erasure.step) {
      case 'hooks':
        return this.told.hooks(erasure, user, tx);
      case 'live':
        return this.told.live(erasure, user, tx);
      case 'found':
        return this.found(erasure, user, tx);
      case 'facts':
        return this.facts(erasure, user, tx);
      case 'letters':
        return this.letters(erasure, user, tx);
      case 'days':
        return this.days(erasure, user, tx);
      default:
        return Promise.resolve({ ...nothing(), place: undefined });
    }
  }

  private async found({ app, place, untilMs }: Erasure, user: string, tx: Tx): Promise<Portion> {
    const rows = await this.sweep.found(app, user, placeIn(place) ?? START, AT_ONCE, tx);
    const taken = await this.takeOut(rows, { app, user, untilMs }, tx);
    return { ...taken, place: rows.length < AT_ONCE ? undefined : placeOf(rows.at(-1)) };
  }

  private async facts({ app, untilMs }: Erasure, user: string, tx: Tx): Promise<Portion> {
    return { ...nothing(), facts: await this.sweep.facts(ownerOf(app, user), untilMs, tx), place: undefined };
  }

  private async letters({ app, place }: Erasure, user: string, tx: Tx): Promise<Portion> {
    const named = { app, name: quoted(user), key: `${app}/${user}`, pattern: numberPattern(user) };
    const { last, hits } = await this.sweep.letters(place, named, LETTERS, tx);
    return { ...nothing(), letters: hits, place: last ?? undefined };
  }

  /** A window of a day, then the next day. Days that come meanwhile are younger than the erasure. */
  private async days({ app, place, untilMs }: Erasure, user: string, tx: Tx): Promise<Portion> {
    const days = await this.dayStore.there(tx);
    const after = placeIn(place) ?? { ...START, day: days[0] ?? 0 };
    const rows = await this.sweep.window(after, quoted(user), WINDOW, tx);
    const named = rows.filter(({ body }) => body !== null);
    const taken =
      named.length === 0 ? nothing() : await this.takeOutOf(after.day, named, { app, user, untilMs }, tx);
    const last = rows.at(-1);
    if (last !== undefined) return { ...taken, place: placeOf(last) };
    const next = days.find((day) => day > after.day);
    return { ...taken, place: next === undefined ? undefined : placeOf({ ...START, day: next }) };
  }

  private async takeOutOf(day: number, places: readonly Place[], whose: Whose, tx: Tx): Promise<Taken> {
    return this.takeOut(await this.sweep.locked(day, places, tx), whose, tx);
  }

  private async takeOut(rows: readonly Row[], whose: Whose, tx: Tx): Promise<Taken> {
    const [taken, counts]: [Taken, Counts] = [nothing(), new Map()];
    for (const row of rows) {
      const story = unpacked(row.body);
      const ids = story.app === whose.app ? withoutUser(story, whose, counts) : undefined;
      if (ids === undefined) continue;
      taken.stories += 1;
      taken.lookups += await this.sweep.unfile(row, story, ids, tx);
      await this.sweep.write(row, story.people.size === 0 ? undefined : packed(story), tx);
    }
    await this.ledger.add(counts, tx);
    return taken;
  }
}

const placeOf = (row: Place | undefined): string | undefined =>
  row === undefined ? undefined : JSON.stringify([row.message, row.part, row.day]);

function placeIn(text: string): Place | undefined {
  if (text === '') return undefined;
  const [message, part, day] = JSON.parse(text) as [string, number, number];
  return { message, part, day };
}
