// What the benchmark stores is what delivery-log writes, and the mix has everything in it.
/* eslint-disable @nx/enforce-module-boundaries -- the rows are read back by the code that reads them in production */
import { type Counts, BOXES } from '../../../apps/delivery-log/src/ledger/boxes';
import { unpacked } from '../../../apps/delivery-log/src/story/packed';
import { isMeant, keysOf, type Wanted } from '../../../apps/delivery-log/src/story/search';
import { messagesOf } from './mix';
import { Picks } from './picks';
import { linesOf } from './rows';

/** Nobody decided on these yet, could, or may: the mix has none. */
const NOT_STORED: readonly string[] = ['at-gate', 'dead-letter', 'erased'];
const [DAY, PUSHES, USERS] = [20_000, 12_000, 500];

describe('issue 12: the rows of bench:log', () => {
  const counts: Counts = new Map();
  const picks = new Picks(500);
  const messages = [...messagesOf(DAY, PUSHES, USERS)];
  const lines = messages.map((message) => {
    picks.see(message);
    return linesOf(message, DAY + 1, counts);
  });

  it('are so many pushes, in messages to one and to many, and the same in each run', () => {
    expect(messages.reduce((sum, { recipients }) => sum + recipients.length, 0)).toBe(PUSHES);
    const sizes = messages.map(({ recipients }) => recipients.length);
    expect(sizes.filter((size) => size === 1).length).toBeGreaterThan(sizes.length * 0.99);
    expect(Math.max(...sizes)).toBeGreaterThanOrEqual(200);
    const again = [...messagesOf(DAY, PUSHES, USERS)].map((message) => linesOf(message, DAY + 1, new Map()));
    expect(again).toEqual(lines);
  });

  it('have devices in each box of the ledger that a push reaches', () => {
    const boxes = new Set([...counts.values()].map(({ line }) => line.box));
    expect([...boxes].sort()).toEqual(
      [...BOXES.filter((box) => !NOT_STORED.includes(box)), 'recipients'].sort(),
    );
  });

  it('are found by each id of a push that is asked for', () => {
    const rows = lines.flatMap(({ story }) => story.split('\n').filter(Boolean));
    const bodyOf = new Map(rows.map((row) => [row.split('\t').slice(0, 3).join(), row.split('\t')[3]]));
    const filed = lines.flatMap(({ lookup }) => lookup.split('\n').filter(Boolean));
    const placesOf = new Map<string, string[]>();
    for (const [key = '', message, , day, part] of filed.map((line) => line.split('\t')))
      placesOf.set(key, [...(placesOf.get(key) ?? []), [message, day, part].join()]);
    expect(picks.all.length).toBeGreaterThan(10);
    for (const { app, messageId, user, device, push, target, vendorMessage, token } of picks.all) {
      const wanted: Wanted[] = [{ user }, { device }, { push }, { target }, { vendorMessage }, { token }];
      for (const one of wanted) {
        const places = keysOf(app, one).flatMap((key) => placesOf.get(key) ?? []);
        const found = places.map((place) => unpacked(bodyOf.get(place) ?? ''));
        const mine = found.find((story) => story.messageId === messageId && story.people.has(user));
        const told = mine?.people.get(user)?.devices.get(device);
        expect({ one, isFound: mine !== undefined && isMeant(mine, one)(user, device, told) }).toEqual({
          one,
          isFound: true,
        });
      }
    }
  });
});
