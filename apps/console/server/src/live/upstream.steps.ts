// One service's event stream for one page: opened, read at the page's speed, and opened again behind its last id whenever it ends.
import { ACTING_FOR } from '@offline-push/service-kit';
import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Services } from '../services/services.steps';
import { EventLines } from './event-lines.steps';
import type { Source } from './streams';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
/** Services say something every 15 s. */
const SILENCE_MS = 40_000;

export interface Heard {
  event(service: string, name: string, data: string): Promise<void>;
  /** All up to this id is told. */
  place(service: string, id: string): void;
  reachable(service: string): Promise<void>;
  unreachable(service: string): Promise<void>;
}

export class Upstream {
  #place: string | undefined;
  #isAway = false;

  constructor(
    private readonly source: Source,
    private readonly services: Services,
    private readonly how: { actingFor: string | undefined; lastId: string | undefined; signal: AbortSignal },
  ) {
    this.#place = how.lastId;
  }

  get service(): string {
    return this.source.service;
  }

  get isDemanded(): boolean {
    return this.source.isDemanded;
  }

  /** The head of the answer, or a problem. */
  async open(): Promise<IncomingMessage> {
    const { service, path } = this.source;
    const { actingFor, signal } = this.how;
    const call = this.services.begin({
      ...{ service, path, signal, method: 'GET', silenceMs: SILENCE_MS },
      headers: {
        accept: 'text/event-stream',
        ...(actingFor !== undefined && { [ACTING_FOR]: actingFor }),
        ...(this.#place !== undefined && { 'last-event-id': this.#place }),
      },
    });
    call.end();
    return this.services.answerOf(service, call);
  }

  /** Until the page is gone. `first`: opened already; undefined: it could not be. */
  async run(first: IncomingMessage | undefined, heard: Heard): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    let answer = first;
    while (!this.how.signal.aborted) {
      const status = answer?.statusCode;
      if (answer !== undefined && status === 200) {
        if (this.#isAway) await heard.reachable(this.service);
        this.#isAway = false;
        if (await this.#read(answer, heard)) pauseMs = FIRST_PAUSE_MS;
      } else {
        answer?.resume();
        // An older release of the service has no such stream, and will have none.
        if (status === 404 && !this.isDemanded) return;
        if (!this.#isAway) await heard.unreachable(this.service);
        this.#isAway = true;
      }
      // Not all pages come again in the same moment.
      await sleep(pauseMs * (0.5 + Math.random() / 2), undefined, { signal: this.how.signal }).catch(
        () => undefined,
      );
      pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
      answer = await this.open().catch(() => undefined);
    }
  }

  /** Until it ends, however it does. Whether anything came. */
  async #read(answer: IncomingMessage, heard: Heard): Promise<boolean> {
    const lines = new EventLines();
    let hasCome = false;
    try {
      for await (const chunk of answer as AsyncIterable<Buffer>) {
        hasCome = true;
        for (const { event = 'message', data, id } of lines.take(chunk)) {
          if (id !== undefined) this.#at(id, heard);
          await heard.event(this.service, event, data);
        }
        if (lines.place !== undefined) this.#at(lines.place, heard);
      }
    } catch {
      // The stream was cut, or the page has gone: the caller opens it again if it is still wanted.
      answer.destroy();
    }
    return hasCome;
  }

  #at(id: string, heard: Heard): void {
    this.#place = id;
    heard.place(this.service, id);
  }
}
