// What may be written of what is told: nothing of users who were erased after it, and nothing of days that an app does not keep. Topics are
// read again from the start, and what is on its way comes after an erasure. Pure.
import { hash } from 'node:crypto';
import type { Part } from '../book/part';
import { ownerOf } from '../facts/fact';
import { withoutName } from './without';

/** Of an app that some parts are of. */
export interface Rule {
  app: string;
  /** Null: as many as the platform. */
  keepDays: number | null;
  hasErased: boolean;
}

/** By the hash of app and user: the time of their last erasure. */
export type Erased = ReadonlyMap<string, number>;

/** Names a user without saying who it is. PostgreSQL computes the same of the owner of a fact. */
export const whoOf = (app: string, user: string): string => hash('sha256', ownerOf(app, user), 'hex');

export const isKeptBy = ({ keepDays }: Pick<Rule, 'keepDays'>, day: number, today: number): boolean =>
  keepDays === null || day >= today - keepDays;

/** Whoever is named in it. */
export function namesIn({ story }: Part): string[] {
  const { sent, conversation, people } = story;
  return [...people.keys(), ...[sent?.sender, conversation].filter((name) => name !== undefined)];
}

/** Changes the part. Undefined: nothing of it is left. A story whose time nobody told is not younger than an erasure. */
export function admitted(part: Part, erased: Erased): Part | undefined {
  const { story } = part;
  const { app, sentAtMs = 0 } = story;
  for (const name of new Set(namesIn(part))) {
    const untilMs = erased.get(whoOf(app, name));
    if (untilMs === undefined || sentAtMs > untilMs) continue;
    story.people.delete(name);
    withoutName(story, name);
  }
  return story.people.size > 0 ? part : undefined;
}
