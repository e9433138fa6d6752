// The database of a service as a Nest module: migrated before anything consumes, ready only while it answers and the pod's clock agrees
// with its own, closed last.
import { type DynamicModule, Module } from '@nestjs/common';
import { Health } from '../health/health';
import { Database } from './database';
import { DatabaseClock } from './database-clock';
import { DatabasePart } from './database-part';
import { type DatabaseOptions, openDatabase } from './opening/open';

/** Token of the same instance for libraries that know only its shape. */
const QUERYABLE = 'Queryable';

@Module({})
export class DatabaseModule {
  /** Provides `Database`, also under the token 'Queryable'. */
  static forRoot(options: DatabaseOptions): DynamicModule {
    const open = async (health: Health, clock: DatabaseClock): Promise<Database> => {
      // Before it opens: probes are answered while it waits.
      const part = new DatabasePart();
      health.add(part);
      const database = await openDatabase({ onWait: part.say, ...options });
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
