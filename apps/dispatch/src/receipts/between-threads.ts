// What the process and the thread of its door for callbacks say to each other.
import type { DoorLimits } from '@offline-push/service-kit/doors';
import type { KnownPaths } from './receipt-paths';

/** What the thread begins with. */
export interface ReceiptsThread {
  readonly host: string;
  readonly port: number;
  readonly limits: DoorLimits;
  /** Genuine callbacks that the process hears of. */
  readonly perSecond: number;
  readonly known: KnownPaths;
}

/** A genuine callback, as it comes from the thread. */
export interface Sent {
  readonly path: string;
  readonly query: string;
  readonly headers: Record<string, string | undefined>;
  readonly body: Uint8Array;
}

export interface TakenAnswer {
  readonly status: 200 | 503;
  /** What the vendor wants to read. */
  readonly body: string;
}

/** What the thread answered by itself, by kind. */
export type Tally = Record<string, number>;
