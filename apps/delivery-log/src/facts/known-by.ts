// Facts → what a diagnosis goes by. Pure.
import type { Known, KnownBinding, KnownCertificate, KnownLane, KnownPresence } from '../diagnosis/known';
import { type Bodies, certificateKey, type Fact, type Kind } from './fact';

type ByKind = { [K in Kind]?: Bodies[K] };

function byKind(facts: readonly Fact[], key: string): ByKind {
  const of = facts.filter((fact) => fact.key === key);
  return Object.fromEntries(of.map(({ kind, body }) => [kind, body])) as ByKind;
}

/** Of a phone. Where nothing was told of it, nothing is known: the topics may be younger than its login. */
export function ofPhone(
  facts: readonly Fact[],
  key: string,
): Pick<Known, 'presence' | 'binding' | 'refusedReport'> {
  const ofKey = facts.filter((fact) => fact.key === key);
  const told = byKind(ofKey, key);
  return { presence: presenceOf(told), binding: bindingOf(ofKey, told), refusedReport: refusalOf(told) };
}

function presenceOf({ presence, login, end }: ByKind): KnownPresence | undefined {
  const session = presence?.session ?? login?.session ?? end?.session;
  if (session === undefined) return undefined;
  const ended = end?.session === session ? end : undefined;
  const since = presence?.session === session ? presence.atMs : undefined;
  return {
    session,
    platform: login?.session === session ? login.platform : undefined,
    status: ended === undefined ? (presence?.status ?? 'offline') : 'logged-out',
    sinceMs: ended?.atMs ?? since ?? login?.atMs ?? 0,
    // Presence tells a status of sessions with a login only, but for the end of one.
    loggedInAtMs: login?.session === session ? login.atMs : presence?.atMs,
    endedBy: ended?.change,
  };
}

/** `null`: its only report was refused. */
function bindingOf(
  facts: readonly Fact[],
  { bound, unbound, refused }: ByKind,
): KnownBinding | null | undefined {
  if (bound === undefined) return refused === undefined ? undefined : null;
  const { session, certificateId, vendor, atMs } = bound;
  const toldAtMs = (kind: Kind): number => facts.find((fact) => fact.kind === kind)?.atMs ?? 0;
  const isOfIt = unbound?.session === session && (unbound.tokenHash ?? bound.tokenHash) === bound.tokenHash;
  return {
    ...{ session, certificateId, vendor, reportedAtMs: atMs },
    ...(isOfIt &&
      toldAtMs('unbound') > toldAtMs('bound') && { endedBy: unbound.cause, endedAtMs: unbound.atMs }),
  };
}

/** A report that was taken later makes up for it. */
const refusalOf = ({ bound, refused }: ByKind): Bodies['refused'] | undefined =>
  refused !== undefined && refused.atMs > (bound?.atMs ?? 0) ? refused : undefined;

/** Of a certificate of this app. */
export function ofCertificate(
  facts: readonly Fact[],
  app: string,
  certificateId: number | undefined,
): { certificate?: KnownCertificate | undefined; lane?: KnownLane | undefined } {
  if (certificateId === undefined) return {};
  const { certificate, judged, lane } = byKind(facts, certificateKey(certificateId));
  if (certificate?.app !== app) return {};
  const { vendor, state, effectiveAtMs } = certificate;
  return { certificate: { certificateId, vendor, state, effectiveAtMs, judged }, lane };
}
