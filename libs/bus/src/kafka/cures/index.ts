// The cures of kafkajs, in one list. Each is applied once, before the first client; for any other version the start fails.
import { installedVersion, KNOWN_VERSION } from '../internals';
import { type Cure } from './cure';
import { coordinatorLookup } from './coordinator-lookup';
import { deadConnection } from './dead-connection';
import { deadSocket } from './dead-socket';
import { freshMetadata } from './fresh-metadata';
import { halfFrame } from './half-frame';
import { leaderlessPartition } from './leaderless-partition';
import { lostFetch } from './lost-fetch';
import { metadataElsewhere } from './metadata-elsewhere';
import { recordDecoder } from './record-decoder';
import { silentSeed } from './silent-seed';
import { steadyHeartbeat } from './steady-heartbeat';
import { stoppedFetch } from './stopped-fetch';
import { timerLoop } from './timer-loop';

export const CURES: readonly Cure[] = [
  timerLoop,
  halfFrame,
  deadConnection,
  deadSocket,
  silentSeed,
  metadataElsewhere,
  leaderlessPartition,
  freshMetadata,
  lostFetch,
  coordinatorLookup,
  recordDecoder,
  steadyHeartbeat,
  stoppedFetch,
];

let areApplied = false;

/** The first call counts. `except` names cures to leave out: only a test that shows the illness does that. */
export function applyCures({ except = [] }: { except?: readonly string[] } = {}): void {
  requireKnownVersion(installedVersion());
  if (areApplied) return;
  areApplied = true;
  for (const cure of CURES) if (!except.includes(cure.name)) cure.apply();
}

/** An upgrade must not pass in silence: the cures patch code that they know line by line. */
export function requireKnownVersion(version: string): void {
  if (version === KNOWN_VERSION) return;
  throw new Error(
    `kafkajs is ${version}, but its cures were written for ${KNOWN_VERSION}: read libs/bus/src/kafka/internals.ts before you upgrade`,
  );
}
