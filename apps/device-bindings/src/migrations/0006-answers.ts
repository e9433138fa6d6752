// What vendors lately said of the tokens of each certificate: a mass of deaths is no reason to end bindings.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Answers1796050800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table vendor_answers (
         certificate_id integer primary key,
         lately jsonb not null default '{"seconds":[],"deadInARow":0}'
       )`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table vendor_answers');
  }
}
