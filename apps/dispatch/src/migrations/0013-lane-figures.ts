// What pods tell of their lanes, for people: the newest of each pod, figures of the last hour, and who paused what. Both tables of figures
// are unlogged: nothing is decided by them, and after a crash of the server they fill again.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `create unlogged table lane_seen (
     certificate_id integer not null,
     pod text collate "C" not null,
     seen_at timestamptz not null,
     body text not null,
     primary key (certificate_id, pod)
   )`,
  // A row of a pod has what its lane did in the step. A row of no pod ('') has what waited when the step began.
  `create unlogged table lane_step (
     certificate_id integer not null,
     at_ms bigint not null,
     pod text collate "C" not null,
     body text not null,
     primary key (certificate_id, at_ms, pod)
   )`,
  'create index lane_step_age on lane_step (at_ms)',
  `create table lane_change (
     id bigint generated always as identity primary key,
     certificate_id integer not null,
     change text not null,
     at_ms bigint not null,
     by text not null,
     because text
   )`,
  'create index lane_change_of on lane_change (certificate_id, id)',
];

export class LaneFigures1700000000013 implements MigrationInterface {
  readonly name = 'LaneFigures1700000000013';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table lane_seen, lane_step, lane_change');
  }
}
