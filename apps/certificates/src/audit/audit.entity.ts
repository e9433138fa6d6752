// The table of the audit.
import { EpochMsColumn } from '@offline-push/service-kit';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { AuditAction, AuditEntry } from './audit-entry';

@Entity('audit')
@Index('audit_by_app', ['app', 'id'])
export class AuditEntity implements AuditEntry {
  /** Grows in the order of the entries. Decimal text: it is a bigint. */
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('text') app!: string;
  @Column('integer', { nullable: true }) certificateId!: number | null;
  @EpochMsColumn() atMs!: number;
  @Column('text') actor!: string;
  @Column('text') action!: AuditAction;
  @Column('jsonb', { nullable: true }) before!: object | null;
  @Column('jsonb') after!: object;
}
