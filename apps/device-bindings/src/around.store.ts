// Locks and loads everything that a slice of facts can touch, so that it can be decided on in memory.
import { Injectable } from '@nestjs/common';
import { sql, type Tx } from '@offline-push/service-kit';
import {
  type Certificate,
  type Death,
  type DeviceKey,
  deviceKeyOf,
  type Report,
  type TokenForms,
} from './facts';
import { Known } from './known';
import { LockStore } from './lock.store';
import type { Fact } from './rebind';
import {
  certificateOf,
  type CertificateRow,
  deviceColumns,
  type FactRow,
  factsOf,
  reportOf,
  sessionColumns,
  sessionOf,
  type SessionRow,
} from './rows';
import { phonesOf, type Scope, scopeOf } from './scope';

/** Everything that anybody on these devices reported, and everything on the devices of whoever else reported one of these tokens. */
const LOAD_AROUND = sql(
  'load-facts-around',
  `with own as (
     select b.* from unnest($1::text[], $2::text[], $3::text[]) as w (app, user_id, device)
     join binding b using (app, user_id, device)
   ), token as (
     select token_hash from own where token_hash <> '' union select unnest($4::text[])
   ), holder as (
     select distinct b.app, b.user_id, b.device from token join binding b using (token_hash) where b.token_hash <> ''
   ), around as (
     select * from own union select b.* from holder join binding b using (app, user_id, device)
   )
   select b.app, b.user_id, b.device, b.session, b.kind, b.certificate_id, b.token, b.token_hash,
     b.reported_at_ms::float8 as reported_at_ms, b.waiting_since_ms::float8 as waiting_since_ms,
     s.login_at_ms::float8 as login_at_ms, s.end_at_ms::float8 as end_at_ms, s.end_cause,
     d.dead_at_ms::float8 as dead_at_ms, c.app as certificate_app, c.vendor, c.state,
     c.effective_at_ms::float8 as effective_at_ms, c.changed_at_ms::float8 as changed_at_ms
   from around b
   left join session s using (app, user_id, device, session)
   left join dead_token d on (d.token_hash, d.certificate_id) = (b.token_hash, b.certificate_id)
   left join certificate c on c.certificate_id = b.certificate_id`,
);

const LOAD_SESSIONS = sql(
  'load-sessions',
  `select app, user_id, device, session, login_at_ms::float8 as login_at_ms, end_at_ms::float8 as end_at_ms, end_cause
   from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as w (app, user_id, device, session)
   join session using (app, user_id, device, session)`,
);

const LOAD_CERTIFICATES = sql(
  'load-certificates',
  `select certificate_id, app as certificate_app, vendor, state, effective_at_ms::float8 as effective_at_ms,
     changed_at_ms::float8 as changed_at_ms
   from certificate where certificate_id = any($1::int[])`,
);

const LOAD_DEATHS = sql(
  'load-deaths',
  `select token_hash as "tokenHash", certificate_id as "certificateId", dead_at_ms::float8 as "deadAtMs" from dead_token where token_hash = any($1::text[])`,
);

const TOKENS_OF = sql(
  'tokens-of-devices',
  `select distinct token_hash from unnest($1::text[], $2::text[], $3::text[]) as w (app, user_id, device)
   join binding using (app, user_id, device) where token_hash <> ''`,
);

const WAITING_FOR = sql(
  'devices-waiting-for-certificates',
  `select app, user_id, device, session, kind, certificate_id, token, token_hash,
     reported_at_ms::float8 as reported_at_ms, waiting_since_ms::float8 as waiting_since_ms
   from binding where waiting_since_ms is not null and certificate_id = any($1::int[])`,
);

@Injectable()
export class AroundStore {
  constructor(private readonly locks: LockStore) {}

  /** Locks first, then loads: what comes back stays true until the transaction ends. */
  async known(tx: Tx, facts: readonly Fact[], forms: TokenForms): Promise<Known> {
    const scope = scopeOf(facts);
    await this.locks.certificates(tx, scope.changedCertificates, 'change');
    await this.locks.certificates(tx, scope.namedCertificates, 'lean-on');
    const certificates = await this.certificates(tx, scope.certificateIds);
    const waiting = await this.waitingFor(tx, scope.changedCertificates);
    const devices = [...scope.devices, ...waiting.map(deviceKeyOf)];
    await this.locks.devices(tx, devices);
    const phones = phonesOf([...scope.reports, ...waiting], [...certificates, ...scope.certificates], forms);
    const tokens = [...new Set([...scope.tokens, ...phones, ...(await this.tokensOf(tx, devices))])];
    await this.locks.tokens(tx, tokens);
    const known = await this.load(tx, devices, { ...scope, tokens });
    known.add({ certificates });
    return known;
  }

  private async load(tx: Tx, devices: readonly DeviceKey[], scope: Scope): Promise<Known> {
    const around = await tx.query<FactRow>(LOAD_AROUND, [...deviceColumns(devices), scope.tokens]);
    const known = new Known(factsOf(around));
    if (scope.sessions.length > 0) {
      const rows = await tx.query<SessionRow>(LOAD_SESSIONS, sessionColumns(scope.sessions));
      known.add({ sessions: rows.flatMap(sessionOf) });
    }
    if (scope.tokens.length > 0) known.add({ deaths: await tx.query<Death>(LOAD_DEATHS, [scope.tokens]) });
    return known;
  }

  private async tokensOf(tx: Tx, devices: readonly DeviceKey[]): Promise<string[]> {
    if (devices.length === 0) return [];
    const rows = await tx.query<{ token_hash: string }>(TOKENS_OF, deviceColumns(devices));
    return rows.map((row) => row.token_hash);
  }

  private async certificates(tx: Tx, certificateIds: readonly number[]): Promise<Certificate[]> {
    if (certificateIds.length === 0) return [];
    const rows = await tx.query<CertificateRow>(LOAD_CERTIFICATES, [certificateIds]);
    return rows.flatMap(certificateOf);
  }

  private async waitingFor(tx: Tx, certificateIds: readonly number[]): Promise<Report[]> {
    if (certificateIds.length === 0) return [];
    return (await tx.query<FactRow>(WAITING_FOR, [certificateIds])).map(reportOf);
  }
}
