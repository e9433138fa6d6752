import type { Delivered } from '@offline-push/bus';
import { type MessageSent, messageSent } from '@offline-push/contracts';
import { toldOf } from '../../fixtures/told';
import { boxesOf } from '../ledger/boxes';
import { type Drafts, toldBy } from '../topics/drafts';
import {
  tellAddressed,
  tellAttempted,
  tellGated,
  tellOutcome,
  tellReceipted,
  tellSent,
} from '../topics/tell';
import { idsOf, partOf } from './keys';
import { merge } from './merge';
import { packed, unpacked } from './packed';
import type { Story } from './story';

const TELLERS = [tellSent, tellGated, tellAddressed, tellAttempted, tellOutcome, tellReceipted] as ((
  drafts: Drafts,
  delivered: Delivered<never>,
) => void)[];
const TELLER_OF = new Map([0, 1, 2, 3, 3, 4, 5, 5].map((teller, i) => [i, TELLERS[teller]!]));

/** What each event of a message says of bob's part of it. */
function tellings(sentAtMs: number): Story[] {
  return toldOf('m-1', sentAtMs)
    .flatMap(({ event, atMs }, i) => {
      const record = { topic: messageSent.name, partition: 0, offset: '7', timestampMs: atMs };
      const [drafts] = toldBy([{ event, record } as unknown as Delivered<never>], TELLER_OF.get(i)!);
      return drafts!.list().flatMap(({ part, story }) => (part === partOf('bob') ? [packed(story)] : []));
    })
    .map(unpacked);
}

const mergedIn = (order: readonly number[]): string => {
  const [first, ...others] = order.map((i) => tellings(1_000_000)[i]!);
  return packed(others.reduce(merge, first!));
};

describe('issue 12: a story', () => {
  const whole = mergedIn([0, 1, 2, 3, 4, 5, 6, 7]);

  it('is the same in whatever order it is told, and how often', () => {
    for (const order of [
      [7, 6, 5, 4, 3, 2, 1, 0],
      [4, 0, 7, 2, 6, 1, 5, 3],
      [5, 5, 0, 1, 1, 7, 6, 4, 3, 3, 2, 0, 7],
    ])
      expect(mergedIn(order)).toBe(whole);
  });

  it('comes out of its row as it went in', () => expect(packed(unpacked(whole))).toBe(whole));

  it('has each device in one box, whatever is known of it so far', () => {
    const boxes = (order: readonly number[]) => boxesOf(unpacked(mergedIn(order)).people.get('bob')!);
    expect(boxes([0])).toEqual([{ box: 'at-gate', reason: '' }]);
    expect(
      boxes([0, 1])
        .map(({ box }) => box)
        .sort(),
    ).toEqual(['at-addressing', 'stopped-at-gate']);
    expect(
      boxes([2, 1])
        .map(({ box }) => box)
        .sort(),
    ).toEqual(['open', 'stopped-at-gate']);
    expect(boxes([5])).toEqual([{ box: 'settled', reason: 'accepted' }]);
  });

  it('is filed under all that somebody may ask for', () =>
    expect([...idsOf(unpacked(whole))].map((id) => id.split('/')[0]).sort()).toEqual(
      ['cell', 'device', 'device', 'digest', 'digest', 'push', 'user', 'vendor'].sort(),
    ));

  it('keeps the first calls and the last of very many', () => {
    const told = tellings(1_000_000);
    const device = (story: Story) => story.people.get('bob')!.devices.get('bobs-phone')!;
    const [attempt] = device(told[3]!).attempts;
    const calls = Array.from({ length: 500 }, (_, i) => {
      const story = unpacked(packed(told[3]!));
      device(story).attempts = [{ ...attempt!, number: i + 1, atMs: attempt!.atMs + i }];
      return story;
    });
    const numbers = (stories: Story[]) => device(stories.reduce(merge)).attempts.map(({ number }) => number);
    const forward = numbers(calls.map((it) => unpacked(packed(it))));
    expect(forward).toEqual(numbers([...calls].reverse()));
    expect([forward.length, forward[0], forward.at(-1)]).toEqual([20, 1, 500]);
  });
});

it('a slice of messages to many is told in portions, each of them whole', () => {
  const recipients = Array.from({ length: 1_000 }, (_, i) => `u-${i}`);
  const batch = Array.from({ length: 12 }, (_, i) => ({
    event: { app: 'demo', messageId: `m-${i}`, conversation: 'c', recipients },
    record: { partition: 0, offset: String(i), timestampMs: 1_000 },
  })) as unknown as Delivered<MessageSent>[];
  expect([...toldBy(batch, tellSent)].map(({ facts }) => facts)).toEqual([5_000, 5_000, 2_000]);
});
