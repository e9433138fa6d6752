// The list of the cures of kafkajs. They are applied once, before the first client. With any other version of kafkajs the start fails.
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

/** Only the first call has an effect. `except` leaves cures out, for tests that show what happens without them. */
export function applyCures({ except = [] }: { except?: readonly string[] } = {}): void {
  requireKnownVersion(installedVersion());
  if (areApplied) return;
  areApplied = true;
  for (const cure of CURES) if (!except.includes(cure.name)) cure.apply();
}

/** Fails for another version, because the cures patch code of this one. */
export function requireKnownVersion(version: string): void {
  if (version === KNOWN_VERSION) return;
  throw new Error(
    `kafkajs is ${version}, but its cures were written for ${KNOWN_VERSION}: read libs/bus/src/kafka/internals.ts before you upgrade`,
  );
}
