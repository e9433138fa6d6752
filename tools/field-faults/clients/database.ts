// What a database administrator does to a service: settings, passwords, killed sessions and statements. Speaks to PostgreSQL as its owner.
import { type ServiceName } from '@offline-push/platform';
import pg from 'pg';
import type { Scene } from '../scene';

export class Administrator {
  private constructor(
    private readonly client: pg.Client,
    private readonly scene: Scene,
  ) {}

  static async open(scene: Scene): Promise<Administrator> {
    return new Administrator(await connected(scene.platform.parts.databaseUrl), scene);
  }

  nameOf(service: ServiceName): string {
    return new URL(this.scene.platform.programs[service].env['DATABASE_URL'] ?? '').pathname.slice(1);
  }

  /** `words` go on behind `alter database <its name>`. */
  async alterDatabase(service: ServiceName, words: string): Promise<void> {
    await this.run(`alter database ${this.client.escapeIdentifier(this.nameOf(service))} ${words}`);
  }

  async run(sql: string): Promise<void> {
    await this.client.query(sql);
  }

  /** Ends every session of the service's database, and waits a moment for each to be gone. */
  async terminate(service: ServiceName): Promise<void> {
    await this.client.query(
      'select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
      [this.nameOf(service)],
    );
  }

  /** Cancels every statement that runs now in the service's database. */
  async cancel(service: ServiceName): Promise<void> {
    await this.client.query(
      "select pg_cancel_backend(pid) from pg_stat_activity where datname = $1 and state = 'active' and pid <> pg_backend_pid()",
      [this.nameOf(service)],
    );
  }

  /** A session inside the service's own database. */
  inside(service: ServiceName): Promise<pg.Client> {
    const url = new URL(this.scene.platform.parts.databaseUrl);
    url.pathname = `/${this.nameOf(service)}`;
    return connected(url.toString());
  }

  async backendPid(): Promise<number> {
    const { rows } = await this.client.query<{ pid: number }>('select pg_backend_pid() as pid');
    return rows[0]?.pid ?? 0;
  }

  /** Of a session of its own, which the caller ends. */
  get url(): URL {
    return new URL(this.scene.platform.parts.databaseUrl);
  }

  close(): Promise<void> {
    return this.client.end();
  }
}

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined); // an administrator's own session may be ended too: the next query says so
  await client.connect();
  return client;
}

/** With an administrator for the time of the work. */
export async function administered(scene: Scene, work: (db: Administrator) => Promise<void>): Promise<void> {
  const db = await Administrator.open(scene);
  try {
    await work(db);
  } finally {
    await db.close();
  }
}
