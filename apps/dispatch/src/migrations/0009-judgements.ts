// What is known of each credential, for all pods and beyond a restart; which callback address a vendor refused; a vendor's words for the
// outcome of what waits.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  // refusals: in a row. looked_at_ms: whoever moves it on asks the vendor, the other pods wait for the answer.
  `create table judgement (
     certificate_id integer primary key,
     version integer not null,
     state text not null,
     since_ms bigint not null,
     judged_at_ms bigint not null,
     code text,
     says text,
     refusals integer not null default 0,
     try_again_at_ms bigint,
     looked_at_ms bigint not null default 0
   )`,
  `insert into judgement (certificate_id, version, state, since_ms, judged_at_ms, refusals, try_again_at_ms)
   select certificate_id, broken_version, 'refused', at.ms, at.ms, 1, at.ms
   from certificate, (select floor(extract(epoch from now()) * 1000)::bigint as ms) at
   where broken_version is not null`,
  `alter table certificate
     drop column broken_version,
     add column refused_callback_version integer,
     add column refused_callback_url text,
     add column refused_callback_at_ms bigint`,
  'alter table target add column detail text',
];

export class Judgements1700000000009 implements MigrationInterface {
  readonly name = 'Judgements1700000000009';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table target drop column detail');
    await runner.query(
      `alter table certificate drop column refused_callback_version, drop column refused_callback_url,
         drop column refused_callback_at_ms, add column broken_version integer`,
    );
    await runner.query(
      `update certificate c set broken_version = j.version from judgement j
       where j.certificate_id = c.certificate_id and j.state = 'refused'`,
    );
    await runner.query('drop table judgement');
  }
}
