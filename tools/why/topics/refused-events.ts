// Which of a message's events were refused and became dead letters, so that nothing further came of them. Pure.
import { type DeadLetter, messageSent, pushAddressed, pushGated } from '@offline-push/contracts';
import type { Seen, Story } from './evidence';
import type { Fate } from './fates';
import { appOf } from './mention';

interface Step {
  /** What the service that is waited for reads. */
  reads: { name: string };
  /** What it writes: a broken one is no word of ours, and seen only as a dead letter. */
  writes?: { name: string };
  read(story: Story): readonly Seen<object>[];
}

const STEPS: { readonly [at in Fate['at']]?: Step } = {
  presence: { reads: messageSent, writes: pushGated, read: ({ sent }) => sent },
  'device-bindings': { reads: pushGated, writes: pushAddressed, read: ({ gated }) => gated },
  lane: { reads: pushAddressed, read: ({ addressed }) => addressed },
};

/** The letters that end what waits there, one of each record and group. Published again later, an event is a new one. */
export function lettersAt<L extends DeadLetter>(at: Fate['at'], letters: readonly L[], story: Story): L[] {
  const step = STEPS[at];
  if (step === undefined) return [];
  const newestAtMs = Math.max(...step.read(story).map(({ seenAtMs }) => seenAtMs));
  const ending = letters.filter(
    (letter) =>
      [story.app, undefined].includes(appOf(letter)) &&
      (letter.topic === step.writes?.name ||
        (letter.topic === step.reads.name && letter.timestampMs === newestAtMs)),
  );
  return [...new Map(ending.map((letter) => [letterKeyOf(letter), letter])).values()];
}

export const letterKeyOf = ({ topic, partition, offset, group }: DeadLetter): string =>
  [topic, partition, offset, group].join(' ');
