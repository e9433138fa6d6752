// The known API keys, from the operator's file. The file is read again every 3 s. A broken file is logged and changes nothing.
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { readFileSync, statSync } from 'node:fs';
import { callerWith, type KnownKey, parseKeyList } from './key-list';
import type { Caller } from './roles';

export const API_KEYS_FILE = Symbol('API_KEYS_FILE');

/** In place of the file: callers of this service have no API keys, and prove themselves in another way. */
export const NO_KEYS = Symbol('NO_KEYS');

/** Short, because an operator who adds a key is about to use it. */
const LOOK_EVERY_MS = 3_000;
const MAX_FILE_BYTES = 1_048_576;

/** Why the file cannot be used, for the start of the service. */
export function keysComplaint(file: string): string | undefined {
  try {
    parseKeyList(textOf(file));
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === undefined ? message : `${JSON.stringify(file)} cannot be read (${code})`;
  }
}

function textOf(file: string): string {
  if (statSync(file).size > MAX_FILE_BYTES)
    throw new Error(`the API keys are wrong: the file must have at most ${MAX_FILE_BYTES} bytes`);
  return readFileSync(file, 'utf8');
}

@Injectable()
export class ApiKeys implements OnApplicationShutdown {
  readonly #logger = new Logger(ApiKeys.name);
  readonly #timer: NodeJS.Timeout | undefined;
  #text = '';
  #complaint = '';
  #keys: readonly KnownKey[] = [];

  private readonly file: string | undefined;

  constructor(@Inject(API_KEYS_FILE) file: string | typeof NO_KEYS | undefined) {
    if (file === NO_KEYS) return;
    this.file = file;
    if (file === undefined) {
      this.#logger.warn({ event: 'no-api-keys', msg: 'API_KEYS_FILE is not set: every call is refused' });
      return;
    }
    this.#load(file);
    this.#timer = setInterval(() => this.refresh(), LOOK_EVERY_MS).unref();
  }

  callerOf(key: string): Caller | undefined {
    return callerWith(key, this.#keys);
  }

  /** Reads the file again. */
  refresh(): void {
    if (this.file === undefined) return;
    try {
      this.#load(this.file);
      this.#complaint = '';
    } catch (error) {
      this.#complain(keysComplaint(this.file) ?? String(error));
    }
  }

  /** Logs each problem once. There is no stack, because the fault is in the file. */
  #complain(reason: string): void {
    if (reason === this.#complaint) return;
    this.#complaint = reason;
    this.#logger.error({ event: 'api-keys-unreadable', msg: 'the keys of before stay in force', reason });
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  #load(file: string): void {
    const text = textOf(file);
    if (text === this.#text) return;
    this.#keys = parseKeyList(text);
    this.#text = text;
    this.#logger.log({ event: 'api-keys-loaded', keys: this.#keys.length });
  }
}
