// What a slice of events says, as parts of stories. Pure.
import type { Delivered } from '@offline-push/bus';
import { partOf } from '../story/keys';
import { merge } from '../story/merge';
import { newStory, type Story } from '../story/story';

/** A part of a story, as some events tell it. */
export interface Draft {
  part: number;
  story: Story;
}

export class Drafts {
  private readonly byId = new Map<string, Draft>();
  /** How often something was told of a user. */
  facts = 0;
  /** Of how many events it is. */
  events = 0;
  /** When the newest of them was written. */
  newestMs = -Infinity;

  /** The part of the message that this user is in. */
  storyOf(app: string, messageId: string, user: string, sentAtMs: number | undefined): Story {
    this.facts += 1;
    const part = partOf(user);
    const id = idOf(app, messageId, part);
    let draft = this.byId.get(id);
    if (draft === undefined) {
      draft = { part, story: newStory(app, messageId) };
      this.byId.set(id, draft);
    }
    const { story } = draft;
    if (sentAtMs !== undefined) story.sentAtMs = Math.min(story.sentAtMs ?? Infinity, sentAtMs);
    return story;
  }

  /** `other` is not to be used any more. */
  add(other: Drafts): void {
    this.facts += other.facts;
    for (const [id, draft] of other.byId) {
      const known = this.byId.get(id);
      if (known === undefined) this.byId.set(id, draft);
      else merge(known.story, draft.story);
    }
  }

  list(): Draft[] {
    return [...this.byId.values()];
  }
}

const idOf = (app: string, messageId: string, part: number): string => `${part}/${app}/${messageId}`;

/** A slice of messages to many says more than fits into memory at once. */
const ENOUGH_FACTS = 5_000;

/** What a slice says, in portions. */
export function* toldBy<T>(
  batch: readonly Delivered<T>[],
  tell: (drafts: Drafts, delivered: Delivered<T>) => void,
): Iterable<Drafts> {
  let drafts = new Drafts();
  for (const delivered of batch) {
    tell(drafts, delivered);
    drafts.events += 1;
    drafts.newestMs = Math.max(drafts.newestMs, delivered.record.timestampMs);
    if (drafts.facts < ENOUGH_FACTS) continue;
    yield drafts;
    drafts = new Drafts();
  }
  yield drafts;
}
