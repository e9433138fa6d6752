// The entities say of their tables what the migrations made: TypeORM, asked to make the tables fit, has nothing to do.
import { aDatabase, type TestDatabase } from '@offline-push/testing';
import './certificates.module';
import { MIGRATIONS } from './migrations/list';

let stored: TestDatabase;
beforeAll(async () => {
  stored = await aDatabase(MIGRATIONS);
});
afterAll(() => stored?.drop());

it('the entities are those of the administrative tables', () => {
  const tables = stored.database.dataSource.entityMetadatas.map(({ tableName }) => tableName);
  expect(tables.toSorted()).toEqual(['app', 'audit', 'certificate', 'certificate_version']);
});

it('TypeORM would change nothing in the tables', async () => {
  const { upQueries } = await stored.database.dataSource.driver.createSchemaBuilder().log();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});
