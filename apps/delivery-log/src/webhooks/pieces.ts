// Events → pieces of the queues of webhooks, and waiting pieces → the next request. Pure.
import type { HookEvent } from './hook-event';

/** The most events of a request. */
const MOST_EVENTS = 100;
/** What is sent at a time to one webhook: each shard one request after the other. */
const SHARDS = 16;

/** A webhook as far as events are concerned. */
export interface Subscriber {
  id: string;
  app: string;
  events: ReadonlySet<string>;
  /** It is told nothing of before. */
  sinceMs: number;
}

export interface Piece {
  webhook: string;
  shard: number;
  count: number;
  /** A JSON list of events. */
  body: string;
}

/** All events of a user are in one shard, so that those of a push are. The hash is FNV-1a, over UTF-16. */
export function shardOf(user: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < user.length; i++) hash = Math.imul(hash ^ user.charCodeAt(i), 0x01000193);
  return (hash >>> 8) % SHARDS;
}

/** Of one webhook, in the order of the events. */
export function piecesOf(webhook: string, events: readonly HookEvent[]): Piece[] {
  const byShard = new Map<number, HookEvent[]>();
  for (const event of events) {
    const shard = shardOf(event.user);
    const known = byShard.get(shard);
    if (known === undefined) byShard.set(shard, [event]);
    else known.push(event);
  }
  return [...byShard].flatMap(([shard, all]) => chunked(all).map((some) => ({ webhook, shard, ...some })));
}

function chunked(events: readonly HookEvent[]): { count: number; body: string }[] {
  const chunks = [];
  for (let i = 0; i < events.length; i += MOST_EVENTS) {
    const some = events.slice(i, i + MOST_EVENTS);
    chunks.push({ count: some.length, body: JSON.stringify(some) });
  }
  return chunks;
}

/** A piece that waits, without its body. `batch` has the request that it was in, if it was in one. */
export interface Waiting {
  seq: number;
  batch: number | null;
  count: number;
}

/** The next request of a shard: one that was tried before is sent as it was, else as many pieces as fit. */
export function nextBatch(waiting: readonly Waiting[]): { batch: number; seqs: number[] } | undefined {
  const [first] = waiting;
  if (first === undefined) return undefined;
  if (first.batch !== null) {
    const ofIt = waiting.filter(({ batch }) => batch === first.batch);
    return { batch: first.batch, seqs: ofIt.map(({ seq }) => seq) };
  }
  let room = MOST_EVENTS;
  const seqs = [];
  for (const { seq, count } of waiting) {
    if (count > room) break;
    room -= count;
    seqs.push(seq);
  }
  return { batch: first.seq, seqs };
}

/** The bodies of pieces as one JSON list, byte by byte the same each time. One whose events were erased adds nothing. */
export const joined = (bodies: readonly string[]): string => {
  const events = bodies.map((body) => body.slice(1, -1)).filter((text) => text !== '');
  return `[${events.join(',')}]`;
};

/** The request's body. */
export const envelope = (app: string, atMs: number, events: string): string =>
  `{"type":"events.batch","timestamp":"${new Date(atMs).toISOString()}","data":{"app":${JSON.stringify(app)},"events":${events}}}`;
