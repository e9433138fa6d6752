// The messages between the process and the thread that takes vendors' callbacks.
import type { DoorLimits } from '@offline-push/service-kit/doors';
import type { KnownPaths } from './receipt-paths';

/** What the thread gets when it starts. */
export interface ReceiptsThread {
  readonly host: string;
  readonly port: number;
  readonly limits: DoorLimits;
  /** The most genuine callbacks that the thread passes on in a second. */
  readonly perSecond: number;
  readonly known: KnownPaths;
}

/** A genuine callback that the thread passes on. */
export interface Sent {
  readonly path: string;
  readonly query: string;
  readonly headers: Record<string, string | undefined>;
  readonly body: Uint8Array;
}

export interface TakenAnswer {
  readonly status: 200 | 503;
  /** The answer that the vendor expects. */
  readonly body: string;
}

/** How many callbacks the thread answered without the process, by kind. */
export type Tally = Record<string, number>;
