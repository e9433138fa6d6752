// The database as a part of the service's health: what the start waits for, and later what the last probe said.
import type { Database } from './database';
import { DatabaseUnavailable } from './troubles/trouble';

/** What it is not ready for if no answer came in time. */
const SILENT = 'it does not answer';

export class DatabasePart {
  readonly name = 'database';
  #database: Database | undefined;
  #words = 'connects';

  /** What the start waits for. */
  readonly say = (words: string): void => {
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
      this.#words = error.said;
      return false;
    }
  }

  /** In words for people; PostgreSQL's own, if it said some. */
  waitsFor(): readonly string[] {
    return [this.#words];
  }
}
