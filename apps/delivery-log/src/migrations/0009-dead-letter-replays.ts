// Replays that run in the background, and who has looked at the bytes of a letter.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  // Of no app: of all apps. The letters that are meant are marked with its id before the first is published.
  `create table letter_replay (
     id bigint generated always as identity primary key,
     app text collate "C",
     meant text not null,
     begun_by text not null,
     state text not null,
     total integer not null,
     found integer not null default 0,
     published integer not null default 0,
     expired integer not null default 0,
     stays text not null default '{}',
     begun_at_ms bigint not null,
     moved_at_ms bigint not null,
     ended_at_ms bigint,
     stopped_by text,
     held_by text collate "C",
     held_until_ms bigint not null default 0
   )`,
  `create index letter_replay_running on letter_replay (id) where state = 'running'`,
  'alter table dead_letter add column replay bigint',
  `create index dead_letter_replay on dead_letter (replay, topic, partition, record_offset, id) where replay is not null`,
  `create table letter_reveal (
     id bigint generated always as identity primary key,
     letter text collate "C" not null,
     app text collate "C",
     at_ms bigint not null,
     by text not null
   )`,
  'create index letter_reveal_of on letter_reveal (letter, id)',
  'create index letter_reveal_age on letter_reveal (at_ms)',
];

export class DeadLetterReplays1764620000000 implements MigrationInterface {
  readonly name = 'DeadLetterReplays1764620000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table letter_reveal, letter_replay');
    await runner.query('alter table dead_letter drop column replay');
  }
}
