// A token is a phone's, whichever certificate reported it: hashes are computed anew, and who claims a phone last is found by an index.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As `tokenHashOf` of the contracts computes it, from the canonical form that each vendor had when this was written. */
const HASH = `
  create function pg_temp.token_hash(app text, vendor text, token text) returns text language sql as $$
    select left(translate(encode(sha256(
      convert_to('token', 'UTF8') || '\\x00'::bytea || convert_to(app, 'UTF8') || '\\x00'::bytea || convert_to(vendor, 'UTF8')
      || '\\x00'::bytea || convert_to(token, 'UTF8') || '\\x00'::bytea), 'base64'), '+/', '-_'), 22)
  $$`;

const UP = [
  `alter table binding add column place bigint not null default 0, add column origin text collate "C" not null default ''`,
  HASH,
  // A session that reported one phone under two certificates has one row of it now, the last.
  `create temporary table rehashed on commit drop as
   select distinct on (app, user_id, device, session, token_hash) * from (
     select b.app, b.user_id, b.device, b.session, b.kind, b.certificate_id, b.token, b.reported_at_ms, b.waiting_since_ms, b.place,
       case when c.vendor is null then '?' || pg_temp.token_hash(b.app, '', b.certificate_id || ' ' || b.token)
         when c.vendor = 'apns' then pg_temp.token_hash(b.app, c.vendor, split_part(lower(b.token), '.', 1))
         else pg_temp.token_hash(b.app, c.vendor, b.token) end as token_hash
     from binding b left join certificate c on c.certificate_id = b.certificate_id and c.app = b.app where b.kind = 'token'
   ) as anew order by app, user_id, device, session, token_hash, reported_at_ms desc`,
  `delete from binding where kind = 'token'`,
  `insert into binding (app, user_id, device, session, kind, certificate_id, token, reported_at_ms, waiting_since_ms, place, token_hash)
   select * from rehashed`,
  'drop function pg_temp.token_hash(text, text, text)',
  'drop index binding_token',
  // Of the many who may have claimed a phone, only the last ones matter.
  `create index binding_token on binding (token_hash, reported_at_ms desc, place desc) where token_hash <> ''`,
  // Whoever logged in last on a device, whatever the user.
  `create index session_device on session (app, device, login_at_ms desc, user_id desc, session desc) where login_at_ms is not null`,
  // Nobody knows any more which certificate the hash of a dead token named. A token that is dead is called dead again.
  'delete from dead_token',
  `alter table dead_token add column certificate_id integer not null, drop constraint dead_token_pkey,
     add primary key (token_hash, certificate_id), add column successor text, add column successor_hash text collate "C"`,
];

const DOWN = [
  'delete from dead_token',
  'alter table dead_token drop constraint dead_token_pkey, drop column certificate_id, drop column successor, drop column successor_hash, add primary key (token_hash)',
  'drop index session_device',
  'drop index binding_token',
  `create index binding_token on binding (token_hash) where token_hash <> ''`,
  'alter table binding drop column place, drop column origin',
];

export class Phones1796032800000 implements MigrationInterface {
  readonly name = 'Phones1796032800000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
