// Reads an event stream line by line, because an id may come alone: a heartbeat says that all up to it is told.
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { StringDecoder } from 'node:string_decoder';

/** Of one line. What is longer is no event of ours. */
const MAX_CHARACTERS = 2_097_152;

export class EventLines {
  readonly #decoder = new StringDecoder('utf8');
  readonly #parser = createParser({ onEvent: (event) => this.#events.push(event) });
  #events: EventSourceMessage[] = [];
  #rest = '';
  #id: string | undefined;

  /** The last id that was complete; undefined: none came yet. */
  place: string | undefined;

  /** The events that are complete now. Throws if a line does not end. */
  take(chunk: Buffer): EventSourceMessage[] {
    const lines = (this.#rest + this.#decoder.write(chunk)).split('\n');
    this.#rest = lines.pop() ?? '';
    if (this.#rest.length > MAX_CHARACTERS) throw new Error('a line of the stream is too long');
    for (const line of lines) this.#line(line.replace(/\r$/, ''));
    const events = this.#events;
    this.#events = [];
    return events;
  }

  #line(line: string): void {
    const id = /^id: ?([^\0]*)$/.exec(line)?.[1];
    if (id !== undefined) this.#id = id;
    this.#parser.feed(`${line}\n`);
    if (line !== '') return;
    this.place = this.#id ?? this.place;
    this.#id = undefined;
  }
}
