// Tells everybody who watches what happens, each event with an id, and keeps the newest so that a watcher who was cut off misses nothing.
import type { ServerResponse } from 'node:http';
import type { Happening, News } from './happening';

/** Of all events. */
const MAX_KEPT = 1_000;
/** Of the list of what happened. */
const MAX_HAPPENINGS = 300;
const MAX_WATCHERS = 50;
/** In bytes that wait for a reader. */
const MAX_BEHIND_BYTES = 4_194_304;
const HEARTBEAT_MS = 15_000;
const RETRY_MS = 2_000;

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

export type EventName = 'phone' | 'phone-gone' | 'happened' | 'weather';

interface Kept {
  readonly n: number;
  readonly text: string;
}

export class Live {
  /** A new process counts anew, and its ids say so. */
  private readonly epoch = Date.now();
  private last = 0;
  private kept: Kept[] = [];
  private readonly watchers = new Set<ServerResponse>();
  private list: Happening[] = [];
  private readonly heartbeat = setInterval(() => this.sendAll(`: all is told\nid: ${this.idOf(this.last)}\n\n`), HEARTBEAT_MS); // prettier-ignore

  constructor() {
    this.heartbeat.unref();
  }

  /** Newest first. */
  happenings(limit: number): Happening[] {
    return this.list.slice(0, limit);
  }

  happened(news: News): Happening {
    const id = `h-${this.epoch.toString(36)}-${this.last + 1}`;
    const happening: Happening = { id, atMs: Date.now(), published: [], ...news };
    this.list = [happening, ...this.list].slice(0, MAX_HAPPENINGS);
    this.tell('happened', happening);
    return happening;
  }

  /** What was told of a notification is known better now: it is told again, under its id. */
  amend(notification: string, more: Partial<News>): void {
    this.list = this.list.map((one) => {
      if (one.notification !== notification) return one;
      const { eventToPhoneMs, ...known } = more;
      const better = {
        ...one,
        ...known,
        ...(one.is === 'shown' && eventToPhoneMs !== undefined && { eventToPhoneMs }),
      };
      this.tell('happened', better);
      return better;
    });
  }

  tell(name: EventName, data: object): void {
    const n = ++this.last;
    const text = `id: ${this.idOf(n)}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
    this.kept.push({ n, text });
    if (this.kept.length > 2 * MAX_KEPT) this.kept = this.kept.slice(-MAX_KEPT);
    this.sendAll(text);
  }

  forget(): void {
    this.list = [];
  }

  get isFull(): boolean {
    return this.watchers.size >= MAX_WATCHERS;
  }

  /** From where the watcher was, as far as it is kept; else it is told to read anew. */
  watch(response: ServerResponse, lastEventId: string | undefined): void {
    const missed = lastEventId === undefined ? [] : this.since(lastEventId);
    response.writeHead(200, HEADERS).flushHeaders();
    response.on('close', () => this.watchers.delete(response));
    const event = (name: string, data: object) =>
      `id: ${this.idOf(this.last)}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
    response.write(`retry: ${RETRY_MS}\n\n`);
    for (const { text } of missed ?? []) response.write(text);
    response.write(event('ready', { isResumed: lastEventId !== undefined && missed !== undefined }));
    if (missed === undefined) response.write(event('reset', { because: 'unknown-id' }));
    this.watchers.add(response);
  }

  close(): void {
    clearInterval(this.heartbeat);
    for (const response of this.watchers) response.end();
  }

  private idOf = (n: number): string => `${this.epoch}.${n}`;

  private since(lastEventId: string): Kept[] | undefined {
    const [epoch, n] = lastEventId.split('.').map(Number);
    const oldest = this.kept[0]?.n ?? this.last + 1;
    if (epoch !== this.epoch || n === undefined || !(n <= this.last && n >= oldest - 1)) return undefined;
    return this.kept.filter((one) => one.n > n);
  }

  /** One who does not read is cut off: it comes again with its last id. */
  private sendAll(text: string): void {
    for (const response of this.watchers) {
      if (response.writableLength > MAX_BEHIND_BYTES) response.destroy();
      else response.write(text);
    }
  }
}
