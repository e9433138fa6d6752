// All migrations, oldest first. One that was released never changes.
import { OutboxMigration1, OutboxMigration2 } from '@offline-push/bus/outbox';
import { CertificateTables1 } from './0001-certificates';
import { CertificateTables2 } from './0002-life';
import { CertificateTables3 } from './0003-versions';

export const MIGRATIONS = [
  CertificateTables1,
  OutboxMigration1,
  OutboxMigration2,
  CertificateTables2,
  CertificateTables3,
];
