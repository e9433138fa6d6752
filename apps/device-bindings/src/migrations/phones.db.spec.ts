// Bindings of before, under a certificate each → bindings of phones.
import { tokenHashOf } from '@offline-push/contracts';
import { openDatabase, sql } from '@offline-push/service-kit';
import { aDatabase, type TestDatabase } from '@offline-push/testing';
import { Phones1796032800000 } from './0002-phones';
import { MIGRATIONS } from './list';

const CERTIFICATES = sql(
  'spec-certificates',
  `insert into certificate select id, 'demo', vendor, 'enabled', 0, 1
   from unnest($1::int[], $2::text[]) as c (id, vendor)`,
);
const BINDINGS = sql(
  'spec-bindings',
  `insert into binding (app, user_id, device, session, token_hash, kind, certificate_id, token, reported_at_ms, waiting_since_ms)
   select 'demo', 'bob', 'phone', 's-1', hash, kind, certificate, token, at_ms, null
   from unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::bigint[]) as b (hash, kind, certificate, token, at_ms)`,
);
const LIST = sql(
  'spec-list',
  `select token_hash as hash, certificate_id as certificate, reported_at_ms::int as at from binding order by reported_at_ms`,
);

let test: TestDatabase;
beforeAll(async () => {
  test = await aDatabase(MIGRATIONS.slice(0, MIGRATIONS.indexOf(Phones1796032800000)));
});
afterAll(() => test.drop());

it('FF 1.8: hashes of before are computed anew, as the contracts compute them', async () => {
  await test.database.query(CERTIFICATES, [
    [1, 2, 7],
    ['xiaomi', 'xiaomi', 'apns'],
  ]);
  await test.database.query(BINDINGS, [
    ['a', 'b', 'c', 'd', ''],
    ['token', 'token', 'token', 'token', 'push-off'],
    [1, 2, 7, 99, 0],
    ['regId+1', 'regId+1', 'ABCD.EF', 'waits', ''],
    [10, 20, 30, 40, 50],
  ]);
  const migrated = await openDatabase({ url: test.url, migrations: MIGRATIONS, poolSize: 1 });
  expect(await migrated.query(LIST, [])).toEqual([
    { hash: tokenHashOf('demo', 'xiaomi', 'regId+1'), certificate: 2, at: 20 },
    { hash: tokenHashOf('demo', 'apns', 'abcd'), certificate: 7, at: 30 },
    { hash: `?${tokenHashOf('demo', '', '99 waits')}`, certificate: 99, at: 40 },
    { hash: '', certificate: 0, at: 50 },
  ]);
  await migrated.close();
});
