// Figures of devices by quarters of an hour, and the time up to which they are complete.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const COUNTS = [
  ...['sendable', 'sent', 'accepted', 'token_dead', 'refused', 'expired', 'withdrawn', 'unconfirmed'],
  ...['arrived', 'clicked', 'removed', 'blocked', 'died_later'],
];

const UP = [
  // The rows of this quarter are written each second: a page keeps room for their next versions.
  `create table figure (
     app text collate "C" not null,
     slot integer not null,
     vendor text collate "C" not null,
     certificate_id bigint not null,
     class text collate "C" not null,
     ${COUNTS.map((name) => `${name} bigint not null`).join(',\n     ')},
     primary key (app, slot, vendor, certificate_id, class)
   ) with (fillfactor = 70)`,
  'create table counted (flow text primary key, up_to_ms bigint not null)',
];

export class Statistics1764553000000 implements MigrationInterface {
  readonly name = 'Statistics1764553000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table counted, figure');
  }
}
