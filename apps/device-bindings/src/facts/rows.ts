// Turns rows of the tables into facts, and facts into columns. Pure.
import type {
  Body,
  Death,
  DeviceKey,
  EndCause,
  KnownCertificate,
  Report,
  Session,
  SessionKey,
} from './facts';
import type { Facts } from './known';

/** A binding with all that the rules ask about it. In a row of a session alone, `kind` is null. */
export interface FactRow {
  app: string;
  user_id: string;
  device: string;
  session: string;
  kind: Report['kind'] | null;
  certificate_id: number;
  token: string;
  token_hash: string;
  reported_at_ms: number;
  place: number;
  origin: string;
  waiting_since_ms: number | null;
  /** Missing where only the last report matters. */
  earlier?: readonly EarlierRow[] | null;
  login_at_ms: number | null;
  end_at_ms: number | null;
  end_cause: EndCause | null;
  dead_at_ms: number | null;
  successor: string | null;
  successor_hash: string | null;
  certificate_app: string | null;
  vendor: string | null;
  state: KnownCertificate['state'] | null;
  effective_at_ms: number | null;
  changed_at_ms: number | null;
}

export function factsOf(rows: readonly FactRow[]): Facts {
  return {
    reports: rows.flatMap(reportOf),
    sessions: rows.flatMap(sessionOf),
    certificates: rows.flatMap(certificateOf),
    deaths: rows.flatMap(deathOf),
  };
}

export function reportOf(row: FactRow): Report[] {
  if (row.kind === null) return [];
  return [
    {
      ...{ app: row.app, user: row.user_id, device: row.device, session: row.session },
      kind: row.kind,
      certificateId: row.certificate_id,
      token: row.token,
      tokenHash: row.token_hash,
      reportedAtMs: row.reported_at_ms,
      place: row.place,
      origin: row.origin,
      ...(row.waiting_since_ms !== null && { waitingSinceMs: row.waiting_since_ms }),
      ...(row.earlier?.length && { earlier: row.earlier.map((each) => bodyOf(row, each)) }),
    },
  ];
}

/** Time and place, and the rest only if it differs from the last report: a phone nearly always reports the same again. */
type EarlierRow = readonly [atMs: number, place: number, rest?: Omit<Body, 'reportedAtMs' | 'place'>];

const bodyOf = (row: FactRow, [reportedAtMs, place, rest]: EarlierRow): Body => ({
  ...{ kind: row.kind ?? 'token', certificateId: row.certificate_id, token: row.token, origin: row.origin },
  ...rest,
  ...{ reportedAtMs, place },
});

export function earlierColumn(report: Report): string {
  const rows = (report.earlier ?? []).map(({ reportedAtMs, place, ...rest }): EarlierRow => {
    const keys = ['kind', 'certificateId', 'token', 'origin'] as const;
    return keys.every((key) => rest[key] === report[key])
      ? [reportedAtMs, place]
      : [reportedAtMs, place, rest];
  });
  return JSON.stringify(rows);
}

export type DeathRow = Pick<
  FactRow,
  'token_hash' | 'certificate_id' | 'dead_at_ms' | 'successor' | 'successor_hash'
>;

export function deathOf(row: DeathRow): Death[] {
  if (row.dead_at_ms === null) return [];
  const death = { tokenHash: row.token_hash, certificateId: row.certificate_id, deadAtMs: row.dead_at_ms };
  if (row.successor === null || row.successor_hash === null) return [death];
  return [{ ...death, successor: { token: row.successor, tokenHash: row.successor_hash } }];
}

type SessionRow = Pick<
  FactRow,
  'app' | 'user_id' | 'device' | 'session' | 'login_at_ms' | 'end_at_ms' | 'end_cause'
>;

function sessionOf(row: SessionRow): Session[] {
  const { app, user_id, device, session, login_at_ms, end_at_ms, end_cause } = row;
  if (login_at_ms === null && end_at_ms === null) return [];
  return [
    {
      ...{ app, user: user_id, device, session },
      ...(login_at_ms !== null && { loginAtMs: login_at_ms }),
      ...(end_at_ms !== null && end_cause !== null && { endAtMs: end_at_ms, endCause: end_cause }),
    },
  ];
}

export type CertificateRow = Pick<
  FactRow,
  'certificate_id' | 'certificate_app' | 'vendor' | 'state' | 'effective_at_ms' | 'changed_at_ms'
>;

export function certificateOf(row: CertificateRow): KnownCertificate[] {
  const { certificate_app, vendor, state, effective_at_ms, changed_at_ms } = row;
  if (certificate_app === null || vendor === null || state === null) return [];
  const times = { effectiveAtMs: effective_at_ms ?? 0, changedAtMs: changed_at_ms ?? 0 };
  return [{ certificateId: row.certificate_id, app: certificate_app, vendor, state, ...times }];
}

/** Parameters of a statement that takes its rows as an array per column. */
export const deviceColumns = (keys: readonly DeviceKey[]): string[][] => [
  keys.map((key) => key.app),
  keys.map((key) => key.user),
  keys.map((key) => key.device),
];

export const sessionColumns = (keys: readonly SessionKey[]): string[][] => [
  ...deviceColumns(keys),
  keys.map((key) => key.session),
];
