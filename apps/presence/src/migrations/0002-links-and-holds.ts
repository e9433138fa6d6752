// Links apart and ends that are final, the version that makes saving a compare-and-swap, what is still to be told, the holds of the grace,
// and when the gate was started for the first time.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `alter table session
     alter column platform_at_ms type float8,
     alter column logged_in_at_ms type float8,
     alter column seen_at_ms type float8,
     add column ended_at_ms float8 not null default 0,
     add column links text collate "C" not null default '',
     add column alive_at_ms float8 not null default 0,
     add column active_at_ms float8 not null default 0,
     add column version integer not null default 0,
     add column refused_at_ms float8 not null default 0,
     add column tell_at timestamptz`,
  `comment on column session.links is 'a line a link: gateway, link, first, newest and said sign of life, ends, phases'`,
  `comment on column session.tell_at is 'something is to be told to listeners; until then the process that saved it does it'`,
  `update session set
     ended_at_ms = case when login in ('none', 'in') then 0 else login_at_ms end,
     alive_at_ms = case when link = 'up' then greatest(link_at_ms, phase_at_ms) else 0 end,
     active_at_ms = greatest(logged_in_at_ms, phase_at_ms),
     links = concat_ws(E'\\t', '', '', greatest(1, logged_in_at_ms), greatest(1, logged_in_at_ms, phase_at_ms, case when link = 'up' then link_at_ms end),
       greatest(1, logged_in_at_ms, phase_at_ms, case when link = 'up' then link_at_ms end),
       case when link = 'down' then link_at_ms::text else '' end,
       case when phase <> 'unknown' then phase::text end, case when phase <> 'unknown' then phase_at_ms end)`,
  `alter table session drop column login_at_ms, drop column link, drop column link_at_ms, drop column phase, drop column phase_at_ms`,
  'drop type session_link',
  'drop type session_phase',
  // What is to be told is a handful of rows; heartbeats change neither of these and stay in their page (HOT).
  `create index session_to_tell on session (tell_at) where tell_at is not null`,
  `create table hold (
     id text collate "C" primary key,
     message text collate "C" not null,
     due_at timestamptz not null
   ) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000)`,
  `comment on table hold is 'devices of a message whose link broke a moment ago; judged again when due'`,
  `create index hold_due on hold (due_at)`,
  `create table gate_start (started_at timestamptz not null)`,
  // A database that knows sessions is older than this table: its gate was started long ago.
  `insert into gate_start select case when exists (select from session) then to_timestamp(0) else now() end`,
];

export class LinksAndHolds1796000400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('links apart cannot become one link again');
  }
}
