// Which version of a certificate counts at a time. Certificates, device-bindings and dispatch judge by this one rule.
interface Timed {
  readonly version: number;
  readonly effectiveAtMs: number;
}

/** The highest version whose time has come. Undefined: the certificate is not in effect yet. */
export function versionInForce<V extends Timed>(versions: readonly V[], nowMs: number): V | undefined {
  let best: V | undefined;
  for (const version of versions)
    if (version.effectiveAtMs <= nowMs && version.version > (best?.version ?? -Infinity)) best = version;
  return best;
}

/** From then on some version is in force. */
export const inForceFromMs = (versions: readonly Timed[]): number =>
  Math.min(...versions.map(({ effectiveAtMs }) => effectiveAtMs));
