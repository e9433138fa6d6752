// A process for a supervisor, which notices its end and starts it again.
import type { Ending } from './child';

export interface Watched {
  readonly name: string;
  /** How the newest start of it ended, once it does. */
  ended(): Promise<Ending> | undefined;
  /** What it has said since its last start. */
  log(): string;
  /** Starts it again, as it was; resolves when it serves. */
  again(): Promise<void>;
}
