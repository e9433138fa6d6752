// The tables of certificates and of their versions. What the fields mean is said in certificate.ts.
import type { Sealed } from '@offline-push/contracts';
import { EpochMsColumn } from '@offline-push/service-kit';
import type { CredentialEnd } from '@offline-push/vendors/catalog';
import {
  Check,
  Column,
  Entity,
  ForeignKey,
  Index,
  JoinColumn,
  ManyToOne,
  OneToMany,
  PrimaryColumn,
} from 'typeorm';
import { App } from '../tenants/app.entity';
import type { Certificate, CertificateState, Entered, Settings, Version } from './certificate';

@Entity('certificate')
@Index('certificate_by_app', ['app', 'id'])
@Check('certificate_state_check', `state in ('enabled', 'disabled')`)
export class CertificateEntity implements Omit<Certificate, 'versions'> {
  @PrimaryColumn('integer') id!: number;

  @Column('text')
  @ForeignKey(() => App, { name: 'certificate_app_fkey' })
  app!: string;

  @Column('text') vendor!: string;
  @Column('text') name!: string;
  @Column('text') state!: CertificateState;
  @Column('integer') revision!: number;
  @EpochMsColumn() changedAtMs!: number;
  @EpochMsColumn({ nullable: true }) deletedAtMs!: number | null;
  @EpochMsColumn({ nullable: true }) resumedAtMs!: number | null;
  @Column('integer', { nullable: true }) cancelledVersion!: number | null;

  @OneToMany(() => VersionEntity, ({ certificate }) => certificate)
  versions!: VersionEntity[];
}

@Entity('certificate_version')
export class VersionEntity implements Version {
  @PrimaryColumn('integer') certificateId!: number;

  @ManyToOne(() => CertificateEntity, ({ versions }) => versions)
  @JoinColumn({
    name: 'certificate_id',
    foreignKeyConstraintName: 'certificate_version_certificate_id_fkey',
  })
  certificate?: CertificateEntity;

  @PrimaryColumn('integer') version!: number;
  @EpochMsColumn() effectiveAtMs!: number;
  @Column('jsonb') settings!: Settings;
  @Column('jsonb') credential!: Sealed;
  @Column('integer') credentialVersion!: number;
  @Column('jsonb', { nullable: true }) ends!: CredentialEnd | null;
  @Column('jsonb', { nullable: true }) entered!: Entered | null;
}
