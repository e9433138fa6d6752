// Loads with one query what addressing needs to know about the devices of a slice.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';
import { Limits } from '../device-bindings.config';
import { claimRows, claimsTo, LAST_CLAIM_FIRST, sessionRows } from '../facts/fact-row.store';
import type { DeviceKey } from '../facts/facts';
import { Known } from '../facts/known';
import { deviceColumns, type FactRow, factsOf } from '../facts/rows';

/** So many reports of a device are loaded: first those of the session itself, then the newest. Older ones are superseded. */
const REPORTS_OF_DEVICE = 32;

/**
 * Reads what these devices reported, the last other claim to each of their tokens, the sessions that reported nothing, and the last login
 * of another user on each device. One row per claim or login is read, however many there are. The arrays stand in subqueries, so that
 * PostgreSQL keeps one plan for slices of all lengths: planning anew would cost more than the query.
 */
const LOAD = sql(
  'load-for-addressing',
  `with wanted as (
     select * from unnest((select $1::text[]), (select $2::text[]), (select $3::text[]), (select $4::text[]))
       as w (app, user_id, device, session)
   ), own as (
     select b.* from wanted w cross join lateral (
       select * from binding b where (b.app, b.user_id, b.device) = (w.app, w.user_id, w.device)
       order by (b.session = w.session) desc, b.reported_at_ms desc limit ${REPORTS_OF_DEVICE}
     ) b
   ), claim as (
     select * from own
     union all
     select other.* from own cross join lateral (
       select b.* from ${claimsTo('own.token_hash')}
       and (b.user_id, b.device) <> (own.user_id, own.device) ${LAST_CLAIM_FIRST} limit 1
     ) other
   ), silent as (
     select s.* from wanted w join session s using (app, user_id, device, session)
     where not exists (select 1 from own o where (o.app, o.user_id, o.device, o.session) = (s.app, s.user_id, s.device, s.session))
   ), rival as (
     select s.* from wanted w cross join lateral (
       select r.app, r.user_id, r.device, r.session from session r
       where $5::boolean and (r.app, r.device) = (w.app, w.device) and r.login_at_ms is not null and r.user_id <> w.user_id
       order by r.login_at_ms desc, r.user_id desc, r.session desc limit 1
     ) r join session s on (s.app, s.user_id, s.device, s.session) = (r.app, r.user_id, r.device, r.session)
   )
   ${claimRows('claim')}
   union all ${sessionRows('silent')}
   union all ${sessionRows('rival')}`,
);

@Injectable()
export class AddressStore {
  constructor(
    private readonly database: Database,
    private readonly limits: Limits,
  ) {}

  /** `session` names one session of the device; without it the whole device is meant. */
  async knownOf(devices: readonly (DeviceKey & { session?: string })[]): Promise<Known> {
    const { accounts } = this.limits;
    const rows = await this.database.query<FactRow>(LOAD, [
      ...deviceColumns(devices),
      devices.map(({ session }) => session ?? ''),
      accounts === 'one',
    ]);
    return new Known(factsOf(rows), accounts);
  }
}
