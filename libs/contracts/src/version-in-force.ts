// Decides which version of a certificate is in force at a time, for certificates, device-bindings and dispatch.
interface Timed {
  readonly version: number;
  readonly effectiveAtMs: number;
}

/** The highest version whose time has come; undefined if none is in force yet. */
export function versionInForce<V extends Timed>(versions: readonly V[], nowMs: number): V | undefined {
  let best: V | undefined;
  for (const version of versions)
    if (version.effectiveAtMs <= nowMs && version.version > (best?.version ?? -Infinity)) best = version;
  return best;
}

/** From this time on a version is in force. */
export const inForceFromMs = (versions: readonly Timed[]): number =>
  Math.min(...versions.map(({ effectiveAtMs }) => effectiveAtMs));
