// Facts → what a diagnosis goes by. Pure.
import type { Known, KnownBinding, KnownCertificate, KnownLane, KnownPresence } from '../diagnosis/known';
import { type Bodies, certificateKey, type Fact, type Kind } from './fact';

type ByKind = { [K in Kind]?: Bodies[K] };

function byKind(facts: readonly Fact[], key: string): ByKind {
  const of = facts.filter((fact) => fact.key === key);
  return Object.fromEntries(of.map(({ kind, body }) => [kind, body])) as ByKind;
}

type OfPhone = Pick<Known, 'presence' | 'loss' | 'binding' | 'report' | 'refusedReport'>;

/** Of a phone. Where nothing was told of it, nothing is known: the topics may be younger than its login. */
export function ofPhone(facts: readonly Fact[], key: string): OfPhone {
  const ofKey = facts.filter((fact) => fact.key === key);
  const told = byKind(ofKey, key);
  return {
    presence: presenceOf(told),
    loss: told.lost,
    binding: bindingOf(ofKey, told),
    report: told.reported,
    refusedReport: refusalOf(told),
  };
}

function presenceOf({ presence, login, end }: ByKind): KnownPresence | undefined {
  const session = presence?.session ?? login?.session ?? end?.session;
  if (session === undefined) return undefined;
  const ended = end?.session === session ? end : undefined;
  const now = presence?.session === session ? presence : undefined;
  return {
    session,
    platform: now?.platform ?? (login?.session === session ? login.platform : undefined),
    status: ended === undefined ? (now?.status ?? 'offline') : 'logged-out',
    cause: now?.cause,
    sinceMs: ended?.atMs ?? now?.atMs ?? login?.atMs ?? 0,
    // Presence tells a status of sessions with a login only, but for the end of one.
    loggedInAtMs: login?.session === session ? login.atMs : now?.atMs,
    endedBy: ended?.change,
    seenAtMs: now?.seenAtMs,
  };
}

/** `null`: it reported and nothing was bound, or we read of its login, and of no report since. */
function bindingOf(
  facts: readonly Fact[],
  { bound, unbound, refused, reported, login }: ByKind,
): KnownBinding | null | undefined {
  if (bound === undefined) return (refused ?? reported ?? login) === undefined ? undefined : null;
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

/** Of a certificate of this app. `null`: their topic, which keeps all there are, has none of this id. */
export function ofCertificate(
  facts: readonly Fact[],
  app: string,
  certificateId: number | undefined,
): { certificate?: KnownCertificate | null | undefined; lane?: KnownLane | undefined } {
  if (certificateId === undefined) return {};
  const { certificate, judged, ends, ...told } = byKind(facts, certificateKey(certificateId));
  if (certificate?.app !== app) return { certificate: null };
  const { vendor, state, versions } = certificate;
  return { certificate: { certificateId, vendor, state, versions, judged, ends }, lane: laneOf(told) };
}

/** While a person has paused it, nothing that a call said counts. A call that says `paused` may be older than the resume. */
function laneOf({ lane, pause }: ByKind): KnownLane | undefined {
  if (pause === undefined) return lane;
  const { isPaused, atMs, says } = pause;
  if (isPaused) return { state: 'paused', atMs, code: 'lane-paused', says };
  return lane?.state === 'paused' ? { state: 'open', atMs } : lane;
}
