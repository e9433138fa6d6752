// The audit table: written in the transaction of the change it tells of, never changed afterwards.
import { Database, sql, type Tx } from '@offline-push/service-kit';
import { Injectable } from '@nestjs/common';
import type { AuditEntry } from './audit-entry';

interface AuditRow extends AuditEntry {
  /** Grows in the order of the entries. Decimal text: it is a bigint. */
  id: string;
}

const APPEND = sql(
  'audit-append',
  `insert into audit (app, certificate_id, at_ms, actor, action, before, after)
   values ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb)`,
);

/** Ordered by the column: the bare name would be that of the text beside it, and "9" is more than "10" there. */
const LIST = sql(
  'audit-list',
  `select id::text as id, app, certificate_id as "certificateId", at_ms::float8 as "atMs", actor, action, before, after
   from audit
   where app = $1 and id < $2::bigint and ($3::integer is null or certificate_id = $3)
   order by audit.id desc
   limit $4`,
);

export const appendAudit = async (tx: Tx, entry: AuditEntry): Promise<void> => {
  await tx.query(APPEND, [
    entry.app,
    entry.certificateId,
    entry.atMs,
    entry.actor,
    entry.action,
    entry.before === null ? null : JSON.stringify(entry.before),
    JSON.stringify(entry.after),
  ]);
};

/** Above every id that PostgreSQL can give. */
const NEWEST = '9223372036854775807';

@Injectable()
export class AuditStore {
  constructor(private readonly database: Database) {}

  /** Newest first, one row more than `limit`, so that the caller sees whether it goes on. */
  list(
    app: string,
    page: { before?: string | undefined; certificateId?: number | undefined; limit: number },
  ) {
    const { before = NEWEST, certificateId = null, limit } = page;
    return this.database.query<AuditRow>(LIST, [app, before, certificateId, limit + 1]);
  }
}
