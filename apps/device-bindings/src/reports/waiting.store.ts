// Reports that wait for their login or their certificate, oldest first.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';
import type { Report } from '../facts/facts';
import { type FactRow, reportOf } from '../facts/rows';

const OVERDUE = sql(
  'overdue-reports',
  `select app, user_id, device, session, kind, certificate_id, token, token_hash,
     reported_at_ms::float8 as reported_at_ms, place::float8 as place, origin, waiting_since_ms::float8 as waiting_since_ms
   from binding where waiting_since_ms <= $1::bigint order by waiting_since_ms limit $2::int`,
);

@Injectable()
export class WaitingStore {
  constructor(private readonly database: Database) {}

  async listWaitingSince(atMs: number, limit: number): Promise<Report[]> {
    const rows = await this.database.query<FactRow>(OVERDUE, [atMs, limit]);
    return rows.flatMap(reportOf);
  }
}
