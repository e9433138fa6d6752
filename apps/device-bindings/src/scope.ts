// What a slice of facts is about: what must be locked and loaded before it can be decided on. Pure.
import {
  deviceIdOf,
  type DeviceKey,
  deviceKeyOf,
  type Report,
  sessionIdOf,
  type SessionKey,
  sessionKeyOf,
} from './facts';
import type { Fact } from './rebind';

export interface Scope {
  devices: DeviceKey[];
  sessions: SessionKey[];
  tokens: string[];
  /** Certificates that the slice changes. */
  changedCertificates: number[];
  /** Certificates that reports of the slice name. */
  namedCertificates: number[];
  certificateIds: number[];
}

export function scopeOf(facts: readonly Fact[]): Scope {
  const keys = facts.flatMap(keyOf);
  const changed = new Set(
    facts.flatMap((fact) => (fact.is === 'certificate' ? [fact.certificate.certificateId] : [])),
  );
  const named = new Set(facts.flatMap(namedCertificate).filter((id) => !changed.has(id)));
  return {
    devices: [...new Map(keys.map((key) => [deviceIdOf(key), deviceKeyOf(key)])).values()],
    sessions: [...new Map(keys.map((key) => [sessionIdOf(key), sessionKeyOf(key)])).values()],
    tokens: [...new Set(facts.flatMap(tokenOf))],
    changedCertificates: [...changed],
    namedCertificates: [...named],
    certificateIds: [...changed, ...named],
  };
}

function keyOf(fact: Fact): SessionKey[] {
  if (fact.is === 'session') return [fact.session];
  return isReport(fact) ? [fact.report] : [];
}

function namedCertificate(fact: Fact): number[] {
  if (!isReport(fact)) return [];
  return fact.report.kind === 'token' ? [fact.report.certificateId] : [];
}

function tokenOf(fact: Fact): string[] {
  if (fact.is === 'death') return [fact.death.tokenHash];
  if (!isReport(fact)) return [];
  return fact.report.kind === 'token' ? [fact.report.tokenHash] : [];
}

/** The old token of a succession is one of its device's, which are locked and loaded with it. */
const isReport = (fact: Fact): fact is Extract<Fact, { report: Report }> => 'report' in fact;
