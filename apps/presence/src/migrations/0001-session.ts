// The first table: one row per session, four fields that are judged apart, and what was last announced of it.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Words in the order of session.ts: PostgreSQL compares enums by it, and ties are decided by it. Ids compare byte by byte. */
const UP = [
  `create type session_login as enum ('none', 'in', 'logged-out', 'kicked', 'invalidated')`,
  `create type session_link as enum ('unknown', 'up', 'down')`,
  `create type session_phase as enum ('unknown', 'foreground', 'background')`,
  `create type device_status as enum ('online', 'offline', 'logged-out')`,
  `create table session (
     app text collate "C" not null,
     user_id text collate "C" not null,
     device text collate "C" not null,
     session text collate "C" not null,
     platform text collate "C",
     platform_at_ms bigint not null,
     login session_login not null,
     login_at_ms bigint not null,
     logged_in_at_ms bigint not null,
     link session_link not null,
     link_at_ms bigint not null,
     phase session_phase not null,
     phase_at_ms bigint not null,
     seen_at_ms bigint not null,
     announced device_status not null default 'logged-out',
     primary key (app, user_id, device, session)
   ) with (fillfactor = 80)`,
  // For whoever looks for silent links. On a column that never changes: heartbeats touch no index and stay in their page (HOT).
  `create index session_online on session (app) where announced = 'online'`,
];

const DOWN = [
  'drop table session',
  'drop type device_status',
  'drop type session_phase',
  'drop type session_link',
  'drop type session_login',
];

export class Session1795478400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
