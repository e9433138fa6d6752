// Lists reports that wait for their login or their certificate, oldest first.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';
import type { Report } from '../facts/facts';
import { REPORT_COLUMNS } from '../facts/fact-row.store';
import { type FactRow, reportOf } from '../facts/rows';

const OVERDUE = sql(
  'overdue-reports',
  `select ${REPORT_COLUMNS} from binding b where b.waiting_since_ms <= $1::bigint order by b.waiting_since_ms limit $2::int`,
);

@Injectable()
export class WaitingStore {
  constructor(private readonly database: Database) {}

  async listWaitingSince(atMs: number, limit: number): Promise<Report[]> {
    const rows = await this.database.query<FactRow>(OVERDUE, [atMs, limit]);
    return rows.flatMap(reportOf);
  }
}
