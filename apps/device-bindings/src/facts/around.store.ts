// Locks and loads everything that a slice of facts can change, so that the decisions are made in memory.
import { Injectable } from '@nestjs/common';
import { sql, type Tx } from '@offline-push/service-kit';
import { Limits } from '../device-bindings.config';
import {
  type Death,
  type DeviceKey,
  deviceKeyOf,
  type KnownCertificate,
  type Report,
  type TokenForms,
} from './facts';
import {
  CERTIFICATE_COLUMNS,
  claimRows,
  claimsTo,
  LAST_CLAIM_FIRST,
  REPORT_COLUMNS,
  sessionRows,
} from './fact-row.store';
import { Known } from './known';
import { LockStore } from './lock.store';
import type { Fact } from './fact';
import {
  certificateOf,
  type CertificateRow,
  deathOf,
  type DeathRow,
  deviceColumns,
  type FactRow,
  factsOf,
  reportOf,
  sessionColumns,
} from './rows';
import { LAST, phonesOf, type Scope, scopeOf } from './scope';

/**
 * Reads the newest reports and sessions of these devices, of other users on them, and of the devices that claim one of these tokens last.
 * Older ones cannot change a decision, so their number does not matter.
 */
const LOAD_AROUND = sql(
  'load-facts-around',
  `with wanted as (
     select distinct * from unnest($1::text[], $2::text[], $3::text[]) as w (app, user_id, device)
   ), neighbour as (
     select s.app, s.user_id, s.device from (select distinct app, device from wanted) w cross join lateral (
       select * from session s where $5::boolean and (s.app, s.device) = (w.app, w.device) and s.login_at_ms is not null
       order by s.login_at_ms desc, s.user_id desc, s.session desc limit ${LAST.logins}
     ) s
   ), near as (
     select * from wanted union select * from neighbour
   ), own as (
     select b.* from near cross join lateral (
       select * from binding b where (b.app, b.user_id, b.device) = (near.app, near.user_id, near.device)
       order by b.reported_at_ms desc limit ${LAST.reports}
     ) b
   ), token as (
     select token_hash from own where token_hash <> '' union select unnest($4::text[])
   ), claim as (
     select b.* from token t cross join lateral (
       select b.* from ${claimsTo('t.token_hash')} ${LAST_CLAIM_FIRST} limit ${LAST.claims}
     ) b
   ), device as (
     select * from near union select app, user_id, device from claim
   ), around as (
     select * from own
     union select * from claim
     union select b.* from device n cross join lateral (
       select * from binding b where (b.app, b.user_id, b.device) = (n.app, n.user_id, n.device)
       order by b.reported_at_ms desc limit ${LAST.reports}
     ) b
   ), present as (
     select s.* from device n cross join lateral (
       select * from session s where (s.app, s.user_id, s.device) = (n.app, n.user_id, n.device) and s.login_at_ms is not null
       order by s.login_at_ms desc, s.session desc limit ${LAST.sessions}
     ) s
   )
   ${claimRows('around')}
   union all ${sessionRows('present')}`,
);

/** Reads sessions with all their reports, however old these are. */
const LOAD_SESSIONS = sql(
  'load-sessions',
  `with wanted as (
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as w (app, user_id, device, session)
   ), own as (
     select b.* from wanted join binding b using (app, user_id, device, session)
   ), present as (
     select s.* from wanted join session s using (app, user_id, device, session)
   )
   ${claimRows('own')}
   union all ${sessionRows('present')}`,
);

const LOAD_CERTIFICATES = sql(
  'load-certificates',
  `select c.certificate_id, ${CERTIFICATE_COLUMNS}
   from certificate c where c.certificate_id = any($1::int[])`,
);

const LOAD_DEATHS = sql(
  'load-deaths',
  `select token_hash, certificate_id, dead_at_ms::float8 as dead_at_ms, successor, successor_hash from dead_token
   where token_hash = any($1::text[])`,
);

/** The tokens of the devices and the given ones, with the successors that vendors named for them, and the successors of these. */
const TOKENS_AROUND = sql(
  'tokens-around',
  `with recursive token as (
     (select token_hash from unnest($1::text[], $2::text[], $3::text[]) as w (app, user_id, device)
      join binding using (app, user_id, device) where token_hash <> ''
      union select unnest($4::text[]))
     union
     select d.successor_hash from token join dead_token d using (token_hash) where d.successor_hash is not null
   )
   select token_hash from token`,
);

const WAITING_FOR = sql(
  'devices-waiting-for-certificates',
  `select ${REPORT_COLUMNS} from binding b where b.waiting_since_ms is not null and b.certificate_id = any($1::int[])`,
);

@Injectable()
export class AroundStore {
  constructor(
    private readonly locks: LockStore,
    private readonly limits: Limits,
  ) {}

  /** Locks before it loads, so that what it returns stays true until the transaction ends. */
  async known(tx: Tx, facts: readonly Fact[], forms: TokenForms): Promise<Known> {
    const scope = scopeOf(facts);
    await this.locks.certificates(tx, scope.changedCertificates, 'change');
    await this.locks.certificates(tx, scope.namedCertificates, 'read');
    const certificates = await this.certificates(tx, scope.certificateIds);
    const waiting = await this.waitingFor(tx, scope.changedCertificates);
    const devices = [...scope.devices, ...waiting.map(deviceKeyOf)];
    await this.locks.devices(tx, devices);
    const named = phonesOf([...scope.reports, ...waiting], [...certificates, ...scope.certificates], forms);
    const tokens = await this.tokensAround(tx, devices, [...scope.tokens, ...named]);
    await this.locks.tokens(tx, tokens);
    const known = new Known({ certificates }, this.limits.accounts);
    await this.load(tx, known, devices, { ...scope, tokens });
    return known;
  }

  private async load(tx: Tx, known: Known, devices: readonly DeviceKey[], scope: Scope): Promise<void> {
    const around = [...deviceColumns(devices), scope.tokens, this.limits.accounts === 'one'];
    known.add(factsOf(await tx.query<FactRow>(LOAD_AROUND, around)));
    if (scope.sessions.length > 0)
      known.add(factsOf(await tx.query<FactRow>(LOAD_SESSIONS, sessionColumns(scope.sessions))));
    known.add({ deaths: await this.deaths(tx, scope.tokens) });
  }

  private async deaths(tx: Tx, tokens: readonly string[]): Promise<Death[]> {
    if (tokens.length === 0) return [];
    return (await tx.query<DeathRow>(LOAD_DEATHS, [tokens])).flatMap(deathOf);
  }

  private async tokensAround(
    tx: Tx,
    devices: readonly DeviceKey[],
    tokens: readonly string[],
  ): Promise<string[]> {
    const around = [...deviceColumns(devices), tokens];
    const rows = await tx.query<Pick<FactRow, 'token_hash'>>(TOKENS_AROUND, around);
    return rows.map(({ token_hash }) => token_hash);
  }

  private async certificates(tx: Tx, certificateIds: readonly number[]): Promise<KnownCertificate[]> {
    if (certificateIds.length === 0) return [];
    const rows = await tx.query<CertificateRow>(LOAD_CERTIFICATES, [certificateIds]);
    return rows.flatMap(certificateOf);
  }

  private async waitingFor(tx: Tx, certificateIds: readonly number[]): Promise<Report[]> {
    if (certificateIds.length === 0) return [];
    return (await tx.query<FactRow>(WAITING_FOR, [certificateIds])).flatMap(reportOf);
  }
}
