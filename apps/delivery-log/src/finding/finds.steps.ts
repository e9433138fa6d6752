// Finds what an id names, whatever kind of id it is: by stories, by facts about phones, by dead letters.
import { Injectable } from '@nestjs/common';
import { LetterStore } from '../dead-letters/letter.store';
import { ownerOf } from '../facts/fact';
import { FactStore } from '../facts/fact.store';
import { ReadStore } from '../story/read.store';
import { keysOf, type Wanted } from '../story/search';
import { type Hit, hitsIn, type Kind, readingsOf } from './hits';
import { Kept, type Span } from './kept.steps';

/** Of one kind: a phone has many messages, and a list is short. */
const STORIES = 20;
export const MOST_HITS = 20;

export interface Found extends Span {
  hits: Hit[];
  deadLetters: number;
}

@Injectable()
export class Finds {
  constructor(
    private readonly stories: ReadStore,
    private readonly facts: FactStore,
    private readonly letters: LetterStore,
    private readonly kept: Kept,
  ) {}

  async ofId(app: string, id: string): Promise<Found> {
    const [message, readings, phones, letters] = await Promise.all([
      this.stories.ofMessage(app, id),
      Promise.all(readingsOf(id).map(([kind, wanted]) => this.read(app, kind, wanted))),
      this.facts.ofOwner(ownerOf(app, id)),
      this.letters.ofMessage(app, id),
    ]);
    const [first] = message;
    const hits: Hit[] = [
      ...(first === undefined ? [] : [{ kind: 'message' as const, messageId: id, sentAtMs: first.sentAtMs }]),
      ...readings.flat(),
    ];
    if (phones.length > 0 && !hits.some(({ kind }) => kind === 'user')) hits.push({ kind: 'user', user: id });
    return { hits: hits.slice(0, MOST_HITS), ...(await this.kept.of(app)), deadLetters: letters.length };
  }

  private async read(app: string, kind: Kind, wanted: Wanted): Promise<Hit[]> {
    const most = kind === 'user' ? 1 : STORIES;
    return hitsIn(kind, wanted, await this.stories.foundBy(app, keysOf(app, wanted), most));
  }
}
