// The database of a service as a Nest module: migrated before anything consumes, ready only while it answers and the pod's clock agrees
// with its own, closed last.
import { type DynamicModule, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Health } from '../health/health';
import { Database } from './database';
import { DatabaseClock } from './database-clock';
import { type DatabaseOptions, openDatabase } from './open';

/** Token of the same instance for libraries that know only its shape. */
export const QUERYABLE = 'Queryable';

@Module({})
export class DatabaseModule {
  /** Provides `Database`, TypeORM's `DataSource` and the token 'Queryable'. */
  static forRoot(options: DatabaseOptions): DynamicModule {
    const open = async (health: Health, clock: DatabaseClock): Promise<Database> => {
      const database = await openDatabase(options);
      health.add({ name: 'database', isAlive: () => true, isReady: () => answers(database) });
      await clock.follow(() => database.readClock());
      health.add({
        name: 'clock',
        isAlive: () => true,
        isReady: () => clock.isRight,
        waitsFor: () => [clock.describe()],
      });
      return database;
    };
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        { provide: Database, useFactory: open, inject: [Health, DatabaseClock] },
        { provide: QUERYABLE, useExisting: Database },
        { provide: DataSource, useFactory: (database: Database) => database.dataSource, inject: [Database] },
      ],
      exports: [Database, QUERYABLE, DataSource],
    };
  }
}

const answers = (database: Database): Promise<boolean> =>
  database.probe().then(
    () => true,
    () => false,
  );
