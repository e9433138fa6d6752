// All migrations, oldest first. One that was released never changes.
import { OutboxMigration1, OutboxMigration2 } from '@offline-push/bus/outbox';
import { Targets1700000000001 } from './0001-targets';
import { Silences1700000000002 } from './0002-silences';
import { TokenRenewals1700000000003 } from './0003-token-renewals';
import { Notes1700000000005 } from './0005-notes';
import { Places1700000000006 } from './0006-places';
import { SessionLogins1700000000008 } from './0008-session-logins';
import { Judgements1700000000009 } from './0009-judgements';
import { OtherCertificates1700000000010 } from './0010-other-certificates';
import { SentAt1700000000011 } from './0011-sent-at';
import { LanePauses1700000000012 } from './0012-lane-pauses';
import { LaneFigures1700000000013 } from './0013-lane-figures';

export const MIGRATIONS = [
  OutboxMigration1,
  OutboxMigration2,
  Targets1700000000001,
  Silences1700000000002,
  TokenRenewals1700000000003,
  Notes1700000000005,
  Places1700000000006,
  SessionLogins1700000000008,
  Judgements1700000000009,
  OtherCertificates1700000000010,
  SentAt1700000000011,
  LanePauses1700000000012,
  LaneFigures1700000000013,
];
