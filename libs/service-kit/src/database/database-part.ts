// The database as a part of the service's health: what the start waits for, and later the result of the last probe.
import type { Database } from './database';
import { DatabaseUnavailable } from './troubles/trouble';

/** The reason if the database does not answer in time. */
const SILENT = 'it does not answer';

export class DatabasePart {
  readonly name = 'database';
  #database: Database | undefined;
  #words = 'connects';

  /** Takes what the start waits for. */
  readonly waits = (words: string): void => {
    this.#words = words;
  };

  opened(database: Database): void {
    this.#database = database;
    this.#words = SILENT;
  }

  isAlive(): boolean {
    return true;
  }

  async isReady(): Promise<boolean> {
    try {
      await this.#database?.probe();
      if (this.#database !== undefined) this.#words = SILENT;
      return this.#database !== undefined;
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) throw error;
      this.#words = error.summary;
      return false;
    }
  }

  /** In words for people, with PostgreSQL's own if there are any. */
  waitsFor(): readonly string[] {
    return [this.#words];
  }
}
