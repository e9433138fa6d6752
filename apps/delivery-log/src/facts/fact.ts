// What the services last told of a phone, a certificate and a lane: of each kind of fact the newest counts. Events → facts. Pure.
import type {
  BindingChanged,
  BindingReported,
  CertificateChanged,
  CertificateExpiring,
  CertificateJudged,
  LaneChanged,
  PresenceChanged,
  PushAttempted,
  SessionChanged,
} from '@offline-push/contracts';
import type { KnownCertificate, KnownLoss, KnownPresence, KnownReport } from '../diagnosis/known';

interface OfToken {
  session: string;
  tokenHash?: string | undefined;
  atMs: number;
}

/** The bodies hold what a diagnosis needs: no token and no credential. */
export interface Bodies {
  presence: Pick<PresenceChanged, 'session' | 'status' | 'atMs'> &
    Pick<KnownPresence, 'cause' | 'platform' | 'seenAtMs'>;
  /** Kept when the device is back: a message may have fallen into it. */
  lost: KnownLoss;
  login: { session: string; platform?: SessionChanged['platform'] | undefined; atMs: number };
  end: { session: string; change: 'logged-out' | 'kicked' | 'invalidated'; atMs: number };
  bound: OfToken & { certificateId?: number | undefined; vendor?: string | undefined };
  unbound: OfToken & { cause: BindingChanged['cause'] };
  refused: { cause: BindingChanged['cause']; atMs: number };
  reported: KnownReport;
  certificate: Pick<CertificateChanged, 'app' | 'certificateId' | 'vendor' | 'state'> &
    Pick<KnownCertificate, 'versions'>;
  ends: NonNullable<KnownCertificate['ends']>;
  judged: NonNullable<KnownCertificate['judged']>;
  /** A person's word about the lane. */
  pause: { isPaused: boolean; atMs: number; says?: string | undefined };
  lane: PushAttempted['lane'] & { atMs: number; code?: string | undefined; says?: string | undefined };
}
export type Kind = keyof Bodies;

export interface Fact<K extends Kind = Kind> {
  kind: K;
  /** Of a phone or of a certificate. */
  key: string;
  /** Whose phone it is; of a certificate empty. */
  owner: string;
  /** Orders facts of one kind. */
  atMs: number;
  body: Bodies[K];
}

/** Ids may hold any character. */
export const ownerOf = (app: string, user: string): string => JSON.stringify([app, user]);
export const phoneOf = (app: string, user: string, device: string): string =>
  JSON.stringify([app, user, device]);
export const certificateKey = (certificateId: number): string => String(certificateId);
export const deviceIn = (key: string): string => (JSON.parse(key) as string[])[2] ?? '';

interface OfPhone {
  app: string;
  user: string;
  device: string;
}

const ofPhone = <K extends Kind>(
  { app, user, device }: OfPhone,
  kind: K,
  atMs: number,
  body: Bodies[K],
): Fact => ({ kind, key: phoneOf(app, user, device), owner: ownerOf(app, user), atMs, body });

const ofCertificate = <K extends Kind>(id: number, kind: K, atMs: number, body: Bodies[K]): Fact => ({
  kind,
  key: certificateKey(id),
  owner: '',
  atMs,
  body,
});

export function ofPresence(event: PresenceChanged, atMs: number): Fact[] {
  // A sign of life of a session that had ended says nothing of the one that counts.
  if (event.refused !== undefined) return [];
  const { session, status, cause, platform, seenAtMs, atMs: sinceMs } = event;
  const now = ofPhone(event, 'presence', atMs, {
    ...{ session, status, cause, platform, seenAtMs, atMs: sinceMs },
  });
  return cause === 'silent' && seenAtMs !== undefined
    ? [now, ofPhone(event, 'lost', atMs, { seenAtMs, noticedAtMs: Math.max(sinceMs, Math.floor(atMs)) })]
    : [now];
}

/** Links and phases are left out: there are very many, and presence tells what they come to. */
export function ofSession(event: SessionChanged, atMs: number): Fact[] {
  const { session, platform, change } = event;
  const at = Math.floor(Math.min(event.atMs ?? atMs, atMs));
  if (change === 'logged-in') return [ofPhone(event, 'login', atMs, { session, platform, atMs: at })];
  return change === 'logged-out' || change === 'kicked' || change === 'invalidated'
    ? [ofPhone(event, 'end', atMs, { session, change, atMs: at })]
    : [];
}

export function ofBinding(event: BindingChanged, atMs: number): Fact[] {
  const { change, cause, session, certificateId, vendor, tokenHash } = event;
  if (change === 'bound')
    return [ofPhone(event, 'bound', atMs, { session, certificateId, vendor, tokenHash, atMs: event.atMs })];
  if (change === 'unbound')
    return [ofPhone(event, 'unbound', atMs, { session, cause, tokenHash, atMs: event.atMs })];
  return [ofPhone(event, 'refused', atMs, { cause, atMs: event.atMs })];
}

/** The token itself is not kept: device-bindings tells what it made of it. */
export const ofReport = (event: BindingReported, atMs: number): Fact[] => [
  ofPhone(event, 'reported', atMs, {
    session: event.session,
    certificateId: event.binding?.certificateId,
    atMs: Math.floor(Math.min(event.reportedAtMs ?? atMs, atMs)),
  }),
];

export function ofCertificateChange(event: CertificateChanged): Fact[] {
  const { app, certificateId, vendor, state, changedAtMs } = event;
  const versions = event.versions.map(({ version, effectiveAtMs }) => ({ version, effectiveAtMs }));
  return [
    ofCertificate(certificateId, 'certificate', changedAtMs, { app, certificateId, vendor, state, versions }),
  ];
}

/** Of each version it is told at most four times, and the last time at its end: a later version counts more. */
export const ofExpiry = ({ certificateId, version, what, expiresAtMs }: CertificateExpiring): Fact[] => [
  ofCertificate(certificateId, 'ends', version, { version, what, atMs: expiresAtMs }),
];

export const ofJudgement = ({
  certificateId,
  version,
  state,
  sinceMs,
  judgedAtMs,
  code,
  says,
}: CertificateJudged): Fact[] => [
  ofCertificate(certificateId, 'judged', judgedAtMs, { version, state, sinceMs, code, says }),
];

export const ofLaneChange = ({ certificateId, change, atMs, because }: LaneChanged): Fact[] => [
  ofCertificate(certificateId, 'pause', atMs, { isPaused: change === 'paused', atMs, says: because }),
];

/** The words of those that did not go through say why the lane is as it is. */
export function ofAttempt({ certificateId, atMs, tookMs, lane, results }: PushAttempted): Fact[] {
  const at = atMs + tookMs;
  const words = results.find(({ verdict }) => verdict !== 'accepted');
  const why = lane.state === 'open' ? undefined : words;
  return [ofCertificate(certificateId, 'lane', at, { ...lane, atMs: at, code: why?.code, says: why?.says })];
}

/** A statement changes a row once. */
export function newest(facts: readonly Fact[]): Fact[] {
  const last = new Map<string, Fact>();
  for (const fact of facts) {
    const name = `${fact.kind} ${fact.key}`;
    const known = last.get(name);
    if (known === undefined || known.atMs <= fact.atMs) last.set(name, fact);
  }
  // All pods write in one order, so that they wait for each other and never in a circle.
  return [...last].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, fact]) => fact);
}
