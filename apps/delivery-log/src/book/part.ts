// A part of a story on its way into the database: where it belongs, and what writing it changes. Pure.
import { dayOf } from '../keeping/days';
import { idsOf, type Key, keyOfId, messageKeyIn } from '../story/keys';
import { merge } from '../story/merge';
import { packed, unpacked } from '../story/packed';
import type { Story } from '../story/story';
import type { Draft } from '../topics/drafts';
import { type Sums, sum } from './sums';

export interface Place {
  message: Key;
  part: number;
  day: number;
}

export interface Part extends Place {
  story: Story;
}

/** A part as its row has it. */
export interface Row extends Place {
  body: string;
}

/** A row to be written. */
export interface Change extends Part, Row {
  /** What was merged into the story. */
  told: Story;
  /** What it is found by that it was not found by before. */
  newIds: readonly string[];
}

/** Of the day on which the message was sent; of today if nobody said it yet, or if a clock is days ahead. */
export function partOfDraft({ part, story }: Draft, today: number): Part {
  const said = story.sentAtMs === undefined ? today : dayOf(story.sentAtMs);
  const day = said > today + 1 ? today : said;
  return { message: messageKeyIn(story.app, story.messageId), part, day, story };
}

/** All pods write new parts in one order, so that none waits for another in a circle. */
export const inOrder = (parts: Part[]): Part[] =>
  parts.sort((a, b) => (a.message < b.message ? -1 : a.message > b.message ? 1 : a.part - b.part));

export const nameOf = ({ message, part }: Pick<Place, 'message' | 'part'>): string => `${message}/${part}`;

export const newChange = ({ message, part, day, story }: Part): Change => ({
  ...{ message, part, day, story, told: story, body: packed(story) },
  newIds: [...idsOf(story)],
});

/** What is told goes into what is known. Undefined: it was known already. */
export function changeOf(row: Row, { story: told }: Part, sums: Sums): Change | undefined {
  const known = unpacked(row.body);
  // Another message has the same 64 bits: of the two the first is kept.
  if (known.app !== told.app || known.messageId !== told.messageId) return undefined;
  const ids = idsOf(known);
  sum(sums, known, -1);
  const story = merge(known, told);
  sum(sums, story, 1);
  const body = packed(story);
  if (body === row.body) return undefined;
  const { message, part, day } = row;
  return { message, part, day, story, told, body, newIds: [...idsOf(story)].filter((id) => !ids.has(id)) };
}

/** What a row is found by from now on, as `lookup` has it. */
export interface Filed extends Place {
  key: Key;
  sentS: number;
}

/** What the column takes: a record's time may be anything. */
const LAST_S = 2 ** 31 - 1;

export function filedUnder({ story, message, day, part, newIds }: Change): Filed[] {
  const sentS = Math.min(LAST_S, Math.floor((story.sentAtMs ?? 0) / 1000));
  return newIds.map((id) => ({ key: keyOfId(story, id), message, sentS, day, part }));
}
