// A part of a story without a user who was erased. What was counted of them stays counted: those that were on their way go into the box
// `erased`, because nobody will tell of them any more. Pure.
import { type Counts, countErased } from '../ledger/boxes';
import { idsOf } from '../story/keys';
import type { Story } from '../story/story';

/**
 * Changes the story. Returns the ids that it is not found by any more; undefined: it does not name them, or is younger than the erasure:
 * topics that are read again would tell it again.
 */
export function withoutUser(
  story: Story,
  { user, untilMs }: { user: string; untilMs: number },
  counts: Counts,
): string[] | undefined {
  if ((story.sentAtMs ?? 0) > untilMs) return undefined;
  const before = idsOf(story);
  const person = story.people.get(user);
  if (person === undefined && !isNamedIn(story, user)) return undefined;
  if (person !== undefined) countErased(counts, story, person);
  story.people.delete(user);
  withoutName(story, user);
  const after = idsOf(story);
  return [...before].filter((id) => !after.has(id));
}

const isNamedIn = ({ sent, conversation }: Story, user: string): boolean =>
  sent?.sender === user || conversation === user;

/** As its sender, and as the name of the conversation. */
export function withoutName(story: Story, user: string): void {
  if (story.sent?.sender === user) story.sent = { ...story.sent, sender: undefined };
  if (story.conversation === user) story.conversation = undefined;
}
