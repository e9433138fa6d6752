// The audit table: written in the transaction of the change it tells of, never changed afterwards.
import { Database, type Tx } from '@offline-push/service-kit';
import { Injectable } from '@nestjs/common';
import { In, LessThan } from 'typeorm';
import type { AuditAction, AuditEntry } from './audit-entry';
import { AuditEntity } from './audit.entity';

export const appendAudit = async (tx: Tx, entry: AuditEntry): Promise<void> => {
  await tx.repository(AuditEntity).insert(entry);
};

/** Above every id that PostgreSQL can give. */
const NEWEST = '9223372036854775807';

@Injectable()
export class AuditStore {
  constructor(private readonly database: Database) {}

  /** Newest first, one row more than `limit`, so that the caller sees whether it goes on. */
  list(
    app: string,
    page: {
      before?: string | undefined;
      certificateId?: number | undefined;
      actions?: readonly AuditAction[];
      limit: number;
    },
  ): Promise<AuditEntity[]> {
    const { before = NEWEST, certificateId, actions, limit } = page;
    const where = {
      ...{ app, id: LessThan(before) },
      ...(certificateId !== undefined && { certificateId }),
      ...(actions !== undefined && { action: In([...actions]) }),
    };
    return this.database.snapshot((tx) =>
      tx.repository(AuditEntity).find({ where, order: { id: 'DESC' }, take: limit + 1 }),
    );
  }
}
