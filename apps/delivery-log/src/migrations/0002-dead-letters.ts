// Dead letters, with their bytes. Headers are JSON as text, each in base64: nobody queries into them.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `create table dead_letter (
     id text collate "C" primary key,
     topic text collate "C" not null,
     partition integer not null,
     record_offset bigint not null,
     consumer_group text not null,
     reason text not null,
     detail text not null,
     app text,
     message_id text,
     record_at_ms bigint not null,
     failed_at_ms bigint not null,
     expires_at_ms bigint,
     key bytea,
     value bytea,
     headers text not null,
     state text not null default 'kept',
     settled_at_ms bigint,
     settled_by text,
     because text
   )`,
  'create index dead_letter_age on dead_letter (failed_at_ms desc, id desc)',
  `create index dead_letter_kept on dead_letter (topic, partition, record_offset, id) where state = 'kept'`,
];

export class DeadLetters1764540000000 implements MigrationInterface {
  readonly name = 'DeadLetters1764540000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table dead_letter');
  }
}
