// Section 6 of issue 12: in any order, with any repetition and cut anywhere, the same figures; and they agree with the stories.
import type { Delivered } from '@offline-push/bus';
import { toldOf } from '../../fixtures/told';
import { changeOf, nameOf, newChange, type Part, partOfDraft, type Row } from '../book/part';
import { newSums, type Sums, sum } from '../book/sums';
import { unpacked } from '../story/packed';
import { Drafts } from '../topics/drafts';
import {
  tellAddressed,
  tellAttempted,
  tellGated,
  tellOutcome,
  tellReceipted,
  tellSent,
} from '../topics/tell';
import { type Figure, FIGURE_NAMES, type Tally } from './figures';

type Tell = (drafts: Drafts, delivered: Delivered<never>) => void;
const TELL = new Map<string, Tell>(
  Object.entries({
    'message.sent.v1': tellSent,
    'push.gated.v1': tellGated,
    'push.addressed.v1': tellAddressed,
    'push.attempted.v1': tellAttempted,
    'push.outcome.v1': tellOutcome,
    'push.receipted.v1': tellReceipted,
  }) as [string, Tell][],
);
const SENT_AT_MS = 1_790_000_000_000;
const TODAY = Math.floor(SENT_AT_MS / 86_400_000);

type Event = ReturnType<typeof toldOf>[number];

/** What the database has, and what was added to it: as the book writes, in gatherings. */
class Written {
  readonly rows = new Map<string, Row>();
  readonly sums: Sums = newSums();

  gather(events: readonly Event[]): void {
    const drafts = new Drafts();
    for (const { topic, event, atMs } of events) {
      const record = { topic: topic.name, partition: 0, offset: '7', timestampMs: atMs };
      TELL.get(topic.name)!(drafts, { event, record } as unknown as Delivered<never>);
    }
    for (const draft of drafts.list()) this.write(partOfDraft(draft, TODAY));
  }

  private write(part: Part): void {
    const row = this.rows.get(nameOf(part));
    const change = row === undefined ? newChange(part) : changeOf(row, part, this.sums);
    if (row === undefined) sum(this.sums, part.story, 1);
    if (change !== undefined) this.rows.set(nameOf(part), change);
  }
}

const plain = (tally: Tally): unknown =>
  [...tally]
    .filter(([, { counts }]) => counts.some((count) => count !== 0))
    .sort(([a], [b]) => (a < b ? -1 : 1));

function figuresIn(tally: Tally): Partial<Record<Figure, number>> {
  const all = FIGURE_NAMES.map((name, i) => [
    name,
    [...tally.values()].reduce((total, { counts }) => total + counts[i]!, 0),
  ]);
  return Object.fromEntries(all.filter(([, count]) => count !== 0)) as Partial<Record<Figure, number>>;
}

/** The same numbers for a seed each time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) / 2 ** 32;
}

const messages = Array.from({ length: 6 }, (_, i) =>
  toldOf(`m-${i}`, SENT_AT_MS + i * 600_000, i % 2 === 0 ? 'demo' : 'other').map((told) => {
    const { event } = told;
    // Every third message is bulk; of the last nobody has heard how it ended.
    const content = (event as { content?: object }).content;
    return i % 3 === 0 && content !== undefined
      ? { ...told, event: { ...(event as object), content: { ...content, class: 'bulk' } } }
      : told;
  }),
);
const EVENTS = messages.flatMap((told, i) => (i === 5 ? told.slice(0, 4) : told));

describe('issue 12, statistics', () => {
  const whole = new Written();
  whole.gather(EVENTS);

  it('count every device that may be pushed, by app, quarter of an hour, vendor, certificate and class', () => {
    expect(figuresIn(whole.sums.figures)).toEqual({
      ...{ sendable: 6, sent: 6, accepted: 5, arrived: 5, clicked: 5 },
    });
    const lines = [...whole.sums.figures.values()].map(({ line }) => line);
    expect(new Set(lines.map(({ app }) => app))).toEqual(new Set(['demo', 'other']));
    expect(new Set(lines.map((line) => line.class))).toEqual(new Set(['chat', 'bulk']));
    expect(new Set(lines.map(({ slot }) => slot)).size).toBeGreaterThan(2);
  });

  it.each(Array.from({ length: 40 }, (_, i) => i + 1))(
    'are the same in any order, with any repetition, cut anywhere, and read again (%i)',
    (seed) => {
      const next = chance(seed);
      const repeated = EVENTS.flatMap((event) => (next() < 0.4 ? [event, event] : [event]));
      const order = repeated
        .map((event) => ({ event, place: next() }))
        .sort((a, b) => a.place - b.place)
        .map(({ event }) => event);
      const written = new Written();
      const again = order.slice(0, Math.floor(next() * order.length));
      for (const events of [order, again])
        for (let at = 0; at < events.length; ) {
          const size = 1 + Math.floor(next() * 9);
          written.gather(events.slice(at, at + size));
          at += size;
        }
      expect(plain(written.sums.figures)).toEqual(plain(whole.sums.figures));
      expect([...written.rows.values()].map(({ body }) => body).sort()).toEqual(
        [...whole.rows.values()].map(({ body }) => body).sort(),
      );
    },
  );

  it('agree with the stories', () => {
    const recounted = newSums();
    for (const { body } of whole.rows.values()) sum(recounted, unpacked(body), 1);
    expect(plain(recounted.figures)).toEqual(plain(whole.sums.figures));
  });

  it('a vendor call alone makes nobody sendable: its vendor is told by the hops', () => {
    const written = new Written();
    written.gather(messages[0]!.slice(3, 4));
    expect(figuresIn(written.sums.figures)).toEqual({});
  });
});
