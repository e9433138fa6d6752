// The dead letters of delivery-log, over its HTTP API.
import type { LogPlace } from '../running/where';
import type { Meant } from './question';

/** A replay of 2,000 letters takes some seconds. */
const DEADLINE_MS = 120_000;
/** Calls of one replay or discard: more letters than are ever kept. */
const MOST_CALLS = 200;

export interface Letter {
  id: string;
  topic: string;
  partition: number;
  offset: string;
  reason: string;
  means: string;
  detail?: string;
  who: string;
  toDo: string;
  app?: string;
  messageId?: string;
  failedAtMs: number;
  state: string;
  because?: string;
  cannotBecause?: string;
}

export type Bytes = { text: string } | { base64: string };

export interface WholeLetter extends Letter {
  group: string;
  bytes?: number;
  key?: Bytes;
  value?: Bytes;
  headers: Record<string, Bytes>;
}

export interface Group {
  topic: string;
  reason: string;
  group: string;
  means: string;
  toDo: string;
  count: number;
  oldestAtMs: number;
  newestAtMs: number;
}

export interface Replayed {
  found: number;
  published: number;
  expired: number;
  left: Record<string, number>;
}

export class Letters {
  constructor(private readonly place: LogPlace) {}

  async list(query: Readonly<Record<string, string>>): Promise<{ letters: Letter[]; next?: string }> {
    return this.ask(`/v1/dead-letters?${new URLSearchParams(query).toString()}`);
  }

  async groups(): Promise<Group[]> {
    return (await this.ask<{ groups: Group[] }>('/v1/dead-letter-groups')).groups;
  }

  show(id: string): Promise<WholeLetter> {
    return this.ask(`/v1/dead-letters/${encodeURIComponent(id)}`);
  }

  /** All that are meant, call after call. */
  async replay(meant: Meant, dryRun: boolean): Promise<Replayed> {
    const sum: Replayed = { found: 0, published: 0, expired: 0, left: {} };
    let after: string | undefined;
    for (let calls = 0; calls < MOST_CALLS; calls += 1) {
      const body = { ...meant, dryRun, ...(after !== undefined && { after }) };
      const answer = await this.ask<Replayed & { next?: string }>('/v1/dead-letters:replay', body);
      sum.found += answer.found;
      sum.published += answer.published;
      sum.expired += answer.expired;
      for (const [why, count] of Object.entries(answer.left)) sum.left[why] = (sum.left[why] ?? 0) + count;
      after = answer.next;
      if (after === undefined) break;
    }
    return sum;
  }

  /** Returns how many. */
  async discard(meant: Meant, because: string): Promise<number> {
    let sum = 0;
    for (let calls = 0; calls < MOST_CALLS; calls += 1) {
      const answer = await this.ask<{ discarded: number; isMore: boolean }>('/v1/dead-letters:discard', {
        ...{ ...meant, because },
      });
      sum += answer.discarded;
      if (!answer.isMore) break;
    }
    return sum;
  }

  private async ask<T>(path: string, body?: object): Promise<T> {
    const answer = await fetch(`${this.place.url}${path}`, {
      headers: {
        authorization: `Bearer ${this.place.key}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(DEADLINE_MS),
    }).catch((error: unknown) => {
      throw new Error(`delivery-log did not answer at ${this.place.url}: ${wordsOf(error)}`);
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`delivery-log answered ${answer.status}: ${refusalIn(text)}`);
    return JSON.parse(text) as T;
  }
}

/** Node's fetch says why in the cause of its error. */
const wordsOf = (error: unknown): string => {
  const { cause, message } = error as Error;
  return cause instanceof Error ? cause.message || cause.name : message;
};

function refusalIn(text: string): string {
  try {
    const { detail, errors = [] } = JSON.parse(text) as {
      detail?: string;
      errors?: { pointer: string; rule: string }[];
    };
    return [detail, ...errors.map(({ pointer, rule }) => `${pointer} ${rule}`)].filter(Boolean).join(' ');
  } catch {
    // Not one of our problems: a proxy's page, for instance.
    return text.slice(0, 200);
  }
}
