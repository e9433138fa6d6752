// The CPU of the server's processes that work for one of its clients.
import pg from 'pg';
import { usageOf } from '../usage';

const LOOK_EVERY_MS = 500;
const PIDS = 'select pid from pg_stat_activity where application_name = $1';

export class Backends {
  /** The last that was seen of each: a connection that was closed keeps what it has used. */
  private readonly seen = new Map<number, { from: number; to: number }>();
  private readonly timer: NodeJS.Timeout;
  private looking: Promise<void> = Promise.resolve();

  private constructor(
    private readonly client: pg.Client,
    private readonly application: string,
  ) {
    this.timer = setInterval(() => (this.looking = this.looking.then(() => this.look(false))), LOOK_EVERY_MS);
  }

  static async watch(databaseUrl: string, application: string): Promise<Backends> {
    const client = new pg.Client(databaseUrl);
    await client.connect();
    const backends = new Backends(client, application);
    await backends.look(true);
    return backends;
  }

  /** Seconds since it began to watch. */
  async end(): Promise<number> {
    clearInterval(this.timer);
    await this.looking;
    await this.look(false);
    await this.client.end();
    return [...this.seen.values()].reduce((sum, { from, to }) => sum + to - from, 0);
  }

  /** What a process had used before it was there at the first look does not count. */
  private async look(isFirst: boolean): Promise<void> {
    const { rows } = await this.client.query<{ pid: number }>(PIDS, [this.application]);
    for (const { pid } of rows) {
      const { cpuSeconds } = usageOf(pid);
      const known = this.seen.get(pid);
      if (known === undefined) this.seen.set(pid, { from: isFirst ? cpuSeconds : 0, to: cpuSeconds });
      else known.to = Math.max(known.to, cpuSeconds);
    }
  }
}
