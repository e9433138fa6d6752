// All migrations, oldest first. One that was released never changes.
import { DecisionsMigration1 } from '@offline-push/bus/decisions';
import { Session1795478400000 } from './0001-session';
import { LinksAndHolds1796000400000 } from './0002-links-and-holds';
import { TestPushes1796083200000 } from './0003-test-pushes';
import { LogOuts1796169600000 } from './0004-log-outs';

export const MIGRATIONS = [
  DecisionsMigration1,
  Session1795478400000,
  LinksAndHolds1796000400000,
  TestPushes1796083200000,
  LogOuts1796169600000,
];
