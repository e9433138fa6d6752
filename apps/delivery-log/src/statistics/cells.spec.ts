import { type Device, deviceIn, newStory, type Outcome } from '../story/story';
import { idsOf, keyOfId } from '../story/keys';
import { LISTED } from './cell.store';
import { cellOf, FIGURE_NAMES, isCountedIn, lineOf, type Tally, tally } from './figures';
import { isMark, LAST, markIn, textOfMark } from './mark';

const outcome = (state: Outcome['state']): Outcome => ({
  ...{ atMs: 5, state, targetId: 't', vendor: 'xiaomi', certificateId: 7, attempts: 1, inDoubt: 0 },
});
const device = (fields: Partial<Device>): Device => ({ attempts: [], receipts: [], ...fields });

const DEVICES: readonly Partial<Device>[] = [
  { gateStop: { reason: 'online', atMs: 1 } },
  { address: { atMs: 2, targetId: 't', vendor: 'xiaomi', certificateId: 7, tokenHash: 'h' } },
  { outcome: outcome('accepted'), receipts: [{ event: 'arrived', atMs: 9 }] },
  { outcome: outcome('accepted'), receipts: [{ event: 'token-dead', atMs: 9 }] },
  { outcome: outcome('refused') },
  { outcome: outcome('withdrawn') },
];

const MARK = {
  line: { slot: 1_989_000, vendor: 'xiaomi', certificateId: 6666, class: 'chat' },
  part: { sentS: 1_790_000_000, message: '-9223372036854775808', part: 15, day: 20_700 },
  key: '["bob","phöne"]',
} as const;

describe('the devices behind a figure', () => {
  const story = newStory('demo', 'm-1');
  story.sentAtMs = 1_790_000_000_000;
  DEVICES.forEach((fields, at) => Object.assign(deviceIn(story, 'bob', `d-${at}`), device(fields)));
  const all = [...story.people.values()].flatMap(({ devices }) => [...devices.values()]);
  const counts: Tally = new Map();
  tally(counts, story, 1);
  const [line] = counts.values();

  it.each(FIGURE_NAMES.map((name, at) => [name, at] as const))('are as many as %s counts', (figure, at) => {
    const behind = all.filter((one) => lineOf(story, one) !== undefined && isCountedIn(figure, one));
    expect(behind).toHaveLength(line?.counts[at] ?? -1);
  });

  it('are on their way if they are sendable and have not ended', () => {
    const open = all.filter((one) => lineOf(story, one) !== undefined && isCountedIn('open', one));
    expect(open).toEqual([all[1]]);
    expect(LISTED).toContain('open');
  });

  it('are found by the line that they are counted in, and those that no line counts are not', () => {
    const cell = `cell/${cellOf({ slot: 1_988_888, vendor: 'xiaomi', certificateId: 7, class: 'chat' })}`;
    expect([...idsOf(story)].filter((id) => id.startsWith('cell/'))).toEqual([cell]);
    expect(keyOfId(story, cell)).toMatch(/^-?\d+$/);
    expect(keyOfId({ ...story, app: 'other' }, cell)).not.toBe(keyOfId(story, cell));
  });
});

describe('a place in their list', () => {
  it('comes back as it was', () => {
    for (const mark of [MARK, { ...MARK, key: LAST }]) {
      expect(isMark(textOfMark(mark))).toBe(true);
      expect(markIn(textOfMark(mark))).toEqual(mark);
    }
  });

  it.each([
    ['no JSON', '['],
    ['another form', '{}'],
    ['too short', '[1]'],
    ['a slot of no database', textOfMark({ ...MARK, line: { ...MARK.line, slot: 2 ** 31 } })],
    ['half a certificate', textOfMark({ ...MARK, line: { ...MARK.line, certificateId: 1.5 } })],
    ['a message of 65 bits', textOfMark({ ...MARK, part: { ...MARK.part, message: '9223372036854775808' } })],
    ['a message that is none', textOfMark({ ...MARK, part: { ...MARK.part, message: 'x' } })],
    ['a byte that no text has', textOfMark({ ...MARK, line: { ...MARK.line, vendor: 'a\u0000' } })],
  ])('is refused if it is %s', (_, text) => {
    expect(isMark(text)).toBe(false);
  });
});
