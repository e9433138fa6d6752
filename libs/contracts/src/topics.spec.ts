// The contract of the contracts: examples parse, each topic has one name, one writer and a stable shape.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DAY_MS,
  longestStayMs,
  messageSent,
  narrowings,
  problemsOf,
  pushAddressed,
  pushGated,
  readEvent,
  segmentMsOf,
  shapesOfTopics,
  type Shapes,
  TOPICS,
} from './index';

const locked = JSON.parse(readFileSync(join(__dirname, '../shapes.lock.json'), 'utf8')) as Shapes;
const examples = TOPICS.flatMap((topic) =>
  Object.entries(topic.examples).map(([name, event]) => ({ topic, title: `${topic.name} ${name}`, event })),
);

describe('topics', () => {
  it.each(examples)('example $title can be published as it is', ({ topic, event }) => {
    expect(readEvent(topic, Buffer.from(JSON.stringify(event)))).toEqual({ ok: true, event });
  });

  it('have unique names of the form <noun>.<past participle>.v<n>', () => {
    const names = TOPICS.map((topic) => topic.name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z-]+(\.[a-z]+)?\.v\d+$/);
  });

  it.each(TOPICS)('$name has a key that its example carries', (topic) => {
    for (const event of Object.values(topic.examples)) expect(topic.key(event)).toBeTruthy();
  });

  it("ignore fields they do not know, so that next year's writer does not stop this year's reader", () => {
    for (const { topic, event } of examples) {
      expect(problemsOf(topic, { ...(event as object), fieldFromNextYear: { deep: [1] } })).toEqual([]);
    }
  });
});

/** Dispatch remembers a target for so long after its message's expiry; whoever forgets it earlier may call a vendor twice. */
const TARGETS_REMEMBERED_MS = 7 * DAY_MS;

describe('S12: a quiet topic keeps no record longer than targets are remembered', () => {
  it.each([messageSent, pushGated, pushAddressed])('$name', (topic) => {
    expect(longestStayMs(topic)).toBeLessThan(TARGETS_REMEMBERED_MS);
  });

  it('because its segments are closed well within its retention', () => {
    for (const topic of TOPICS) {
      const kept = 'compacted' in topic.retention ? Infinity : topic.retention.deleteAfterMs;
      expect(segmentMsOf(topic)).toBeLessThanOrEqual(Math.min(DAY_MS, kept / 4));
    }
  });
});

describe('the lock of the shapes', () => {
  it('allows the shapes of today', () => {
    expect(narrowings(locked, shapesOfTopics())).toEqual([]);
  });

  it('knows every field of today (npm run contracts:lock writes it)', () => {
    expect(shapesOfTopics()).toEqual(locked);
  });

  const field = 'message.sent.v1#/messageId';
  it.each([
    ['a removed field', (s: Shapes) => delete s[field], 'was removed'],
    ['a narrower bound', (s: Shapes) => (s[field]!.bounds!['maxLength'] = 10), 'narrower maxLength'],
    ['another type', (s: Shapes) => (s[field]!.type = 'integer'), 'changed from string to integer'],
    ['a lost word', (s: Shapes) => s['session.changed.v1#/change']!.words!.pop(), 'lost the word'],
    [
      'an optional field that became required',
      (s: Shapes) => (s['message.sent.v1#/kind']!.required = true),
      'became required',
    ],
    [
      'a new required field',
      (s: Shapes) => (s['message.sent.v1#/new'] = { type: 'string', required: true }),
      'is new and required',
    ],
  ])('refuses %s', (_, change, sentence) => {
    const changed = structuredClone(locked);
    change(changed);
    expect(narrowings(locked, changed)).toEqual([expect.stringContaining(sentence)]);
  });

  it('allows a new optional field and a wider bound', () => {
    const changed = structuredClone(locked);
    changed['message.sent.v1#/new'] = { type: 'string', required: false };
    changed[field]!.bounds!['maxLength'] = 500;
    expect(narrowings(locked, changed)).toEqual([]);
  });
});
