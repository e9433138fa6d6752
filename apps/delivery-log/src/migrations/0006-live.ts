// What changed in the last minutes, for those who watch, and which apps somebody watches. Unlogged: a crash of the server empties both, and
// every watcher is then told to read anew.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `create unlogged table live (
     position bigint generated always as identity primary key,
     app text collate "C" not null,
     at timestamptz not null default clock_timestamp(),
     body text not null
   )`,
  'create index live_app on live (app, position)',
  // epoch: since when it is watched without a break. All that changed behind "since" is in the table.
  `create unlogged table live_watch (
     app text collate "C" primary key,
     epoch bigint not null,
     since bigint not null,
     until timestamptz not null
   )`,
];

export class Live1764560000000 implements MigrationInterface {
  readonly name = 'Live1764560000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table live_watch, live');
  }
}
