// Collects what a slice of facts is about: the devices, sessions, tokens and certificates that must be locked and loaded. Pure.
import {
  deviceIdOf,
  type DeviceKey,
  deviceKeyOf,
  identified,
  type KnownCertificate,
  type Report,
  sessionIdOf,
  type SessionKey,
  sessionKeyOf,
  type TokenForms,
} from './facts';
import type { Fact } from './fact';

/** How many are loaded of the logins on a device, claims to a token, sessions of a user on a device, and reports of a device. */
export const LAST = { logins: 8, claims: 8, sessions: 4, reports: 32 };

export interface Scope {
  devices: DeviceKey[];
  sessions: SessionKey[];
  /** Their phones are found when their certificates are loaded. */
  reports: Report[];
  tokens: string[];
  certificates: KnownCertificate[];
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
    reports: facts.flatMap((fact) => (isReport(fact) && fact.report.kind === 'token' ? [fact.report] : [])),
    tokens: [...new Set(facts.flatMap(tokensOf))],
    certificates: facts.flatMap((fact) => (fact.is === 'certificate' ? [fact.certificate] : [])),
    changedCertificates: [...changed],
    namedCertificates: [...named],
    certificateIds: [...changed, ...named],
  };
}

function keyOf(fact: Fact): SessionKey[] {
  if (fact.is === 'session') return [fact.session];
  return isReport(fact) ? [fact.report] : [];
}

function tokensOf(fact: Fact): string[] {
  if (fact.is !== 'death') return [];
  const { tokenHash, successor } = fact.death;
  return successor === undefined ? [tokenHash] : [tokenHash, successor.tokenHash];
}

function namedCertificate(fact: Fact): number[] {
  if (!isReport(fact)) return [];
  if (fact.is === 'move') return [fact.report.certificateId, fact.to];
  return fact.report.kind === 'token' ? [fact.report.certificateId] : [];
}

/** Hashes of the phones that the reports may be about, by the certificates before the slice and by those in the slice. */
export function phonesOf(
  reports: readonly Report[],
  certificates: readonly KnownCertificate[],
  forms: TokenForms,
): string[] {
  const byId = new Map<number, KnownCertificate[]>();
  for (const certificate of certificates) {
    const known = byId.get(certificate.certificateId);
    if (known) known.push(certificate);
    else byId.set(certificate.certificateId, [certificate]);
  }
  return reports.flatMap((report) =>
    (byId.get(report.certificateId) ?? []).map((each) => identified(report, each, forms).tokenHash),
  );
}

const isReport = (fact: Fact): fact is Extract<Fact, { report: Report }> => 'report' in fact;
