// All merged streams of this pod: looks after them, and ends them before the pod ends.
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { HttpProblem, Rounds } from '@offline-push/service-kit';
import { Gauge } from 'prom-client';
import type { Stream } from './stream.steps';

const LOOK_EVERY_MS = 1_000;
/** Each has a few sockets to services. */
const MAX_STREAMS = 500;
/** Tabs of one session. */
const MAX_OF_A_SESSION = 50;

const openStreams = new Gauge({
  name: 'offline_push_console_live_streams',
  help: 'Pages that follow what changes, at this pod.',
});

@Injectable()
export class Streams implements OnModuleInit, OnModuleDestroy {
  readonly #streams = new Set<Stream>();
  readonly #rounds = new Rounds('live', LOOK_EVERY_MS, () => this.#look());

  onModuleInit(): void {
    this.#rounds.start();
  }

  async onModuleDestroy(): Promise<void> {
    for (const stream of this.#streams) stream.end();
    await this.#rounds.stop();
  }

  /** Throws if there is no place for one more. */
  demandPlace(sessionId: string): void {
    const own = [...this.#streams].filter((stream) => stream.sessionId === sessionId).length;
    if (this.#streams.size < MAX_STREAMS && own < MAX_OF_A_SESSION) return;
    throw new HttpProblem(503, 'too-many-streams', 'Too many pages follow what changes.', [], {
      'retry-after': '10',
    });
  }

  add(stream: Stream): void {
    this.#streams.add(stream);
    openStreams.set(this.#streams.size);
  }

  remove(stream: Stream): void {
    this.#streams.delete(stream);
    openStreams.set(this.#streams.size);
  }

  #look(): Promise<void> {
    for (const stream of this.#streams) stream.look();
    return Promise.resolve();
  }
}
