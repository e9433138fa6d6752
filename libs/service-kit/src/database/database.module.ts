// The database of a service as a Nest module. It is migrated before the consumers start, and closed last. The service is ready only while
// the database answers and the pod's clock agrees with the database's.
import { type DynamicModule, Module } from '@nestjs/common';
import { Health } from '../health/health';
import { Database } from './database';
import { DatabaseClock } from './database-clock';
import { DatabasePart } from './database-part';
import { type DatabaseOptions, openDatabase } from './opening/open';

/** The token under which libraries get the same instance by its shape. */
const QUERYABLE = 'Queryable';

@Module({})
export class DatabaseModule {
  /** Provides `Database`, also under the token 'Queryable'. */
  static forRoot(options: DatabaseOptions): DynamicModule {
    const open = async (health: Health, clock: DatabaseClock): Promise<Database> => {
      // Added before the database opens, because probes are answered during the wait.
      const part = new DatabasePart();
      health.add(part);
      const database = await openDatabase({ onWait: part.waits, ...options });
      part.opened(database);
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
      ],
      exports: [Database, QUERYABLE],
    };
  }
}
