// What addressing must know about the devices of a slice: one query.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';
import type { DeviceKey } from './facts';
import { Known } from './known';
import { deviceColumns, type FactRow, factsOf } from './rows';

/** What these devices reported, and who else claims the same tokens. */
const LOAD = sql(
  'load-for-addressing',
  `with own as (
     select b.* from unnest($1::text[], $2::text[], $3::text[]) as w (app, user_id, device)
     join binding b using (app, user_id, device)
   ), claim as (
     select * from own
     union all
     select b.* from own join binding b using (token_hash)
     where b.token_hash <> '' and (b.app, b.user_id, b.device) <> (own.app, own.user_id, own.device)
   )
   select b.app, b.user_id, b.device, b.session, b.kind, b.certificate_id, b.token, b.token_hash,
     b.reported_at_ms::float8 as reported_at_ms, b.waiting_since_ms::float8 as waiting_since_ms,
     s.login_at_ms::float8 as login_at_ms, s.end_at_ms::float8 as end_at_ms, s.end_cause,
     d.dead_at_ms::float8 as dead_at_ms, c.app as certificate_app, c.vendor, c.state,
     c.effective_at_ms::float8 as effective_at_ms, c.changed_at_ms::float8 as changed_at_ms
   from claim b
   left join session s using (app, user_id, device, session)
   left join dead_token d on (d.token_hash, d.certificate_id) = (b.token_hash, b.certificate_id)
   left join certificate c on c.certificate_id = b.certificate_id`,
);

@Injectable()
export class AddressStore {
  constructor(private readonly database: Database) {}

  async knownOf(devices: readonly DeviceKey[]): Promise<Known> {
    const rows = await this.database.query<FactRow>(LOAD, deviceColumns(devices));
    return new Known(factsOf(rows));
  }
}
