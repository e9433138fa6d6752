// All migrations, oldest first. One that was released never changes.
import { DecisionsMigration1 } from '@offline-push/bus/decisions';
import { OutboxMigration1, OutboxMigration2 } from '@offline-push/bus/outbox';
import { Bindings1795478400000 } from './0001-bindings';
import { Phones1796032800000 } from './0002-phones';
import { LoginOrder1796036400000 } from './0003-login-order';
import { Earlier1796040000000 } from './0004-earlier';
import { Counts1796043600000 } from './0005-counts';
import { Answers1796050800000 } from './0006-answers';
import { ByCertificate1796079600000 } from './0007-by-certificate';
import { Audit1796173200000 } from './0008-audit';

export const MIGRATIONS = [
  OutboxMigration1,
  OutboxMigration2,
  DecisionsMigration1,
  Bindings1795478400000,
  Phones1796032800000,
  LoginOrder1796036400000,
  Earlier1796040000000,
  Counts1796043600000,
  Answers1796050800000,
  ByCertificate1796079600000,
  Audit1796173200000,
];
