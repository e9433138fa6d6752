// Finds the version that is in force at a time, and the one that waits.
import { versionInForce } from '@offline-push/contracts';
import type { Certificate, Version } from './certificate';

export interface InForce {
  /** The version in force; undefined while the first one waits. */
  current: Version | undefined;
  /** The version that waits for its time. */
  next: Version | undefined;
}

export function versionsAt({ versions }: Pick<Certificate, 'versions'>, nowMs: number): InForce {
  return {
    current: versionInForce(versions, nowMs),
    next: versions.find(({ effectiveAtMs }) => effectiveAtMs > nowMs),
  };
}
