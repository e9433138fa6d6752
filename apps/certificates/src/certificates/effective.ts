// Which version is in force at a time. Device-bindings and dispatch judge by the same rule from the same two versions.
import type { Certificate, Version } from './certificate';

export interface InForce {
  /** The newest version whose time has come; undefined while the first one waits. */
  current: Version | undefined;
  /** The version that waits for its time. */
  next: Version | undefined;
}

export function versionsAt({ versions }: Pick<Certificate, 'versions'>, nowMs: number): InForce {
  const isDue = (version: Version): boolean => version.effectiveAtMs <= nowMs;
  return {
    current: versions.findLast(isDue),
    next: versions.find((version) => !isDue(version)),
  };
}
