// A PostgreSQL server for one run: made new, with a random password, and removed after the run.
import { randomBytes } from 'node:crypto';
import { chownSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Child } from '../processes/child';
import { freePorts } from '../ports';
import { postgresPlace, type PostgresPlace } from './postgres-files';
import type { Run } from '../processes/run';
import type { Watched } from '../processes/watched';

const INITDB_DEADLINE_MS = 60_000;
const START_DEADLINE_MS = 60_000;
const STOP_DEADLINE_MS = 5_000;

const OWNER = 'offline_push';

/** Six services and several test workers with a pool each. */
const MAX_CONNECTIONS = 200;

export class Postgres {
  private constructor(
    /** Of the database `postgres`; who needs an own database creates it here. */
    readonly url: string,
    private readonly launch: () => Child,
    private server: Child,
  ) {}

  /** `durable: false` leaves out what only matters if the machine loses power: good for tests, not for measurements. */
  static async start(run: Run, { durable }: { durable: boolean }): Promise<Postgres> {
    const place = postgresPlace(run);
    const password = randomBytes(18).toString('base64url');
    await initialise(run, place, password);
    const [port] = await freePorts(1);
    const launch = () =>
      run.launch({
        name: 'postgres',
        command: join(place.native, 'bin', 'postgres'),
        args: ['-D', clusterFolder(place), '-p', `${port}`, ...settings(durable)],
        cwd: place.folder,
        user: place.user,
      });
    const server = launch();
    await serves(server);
    return new Postgres(`postgres://${OWNER}:${password}@127.0.0.1:${port}/postgres`, launch, server);
  }

  get watched(): Watched {
    return {
      name: 'postgres',
      ended: () => this.server.ended,
      log: () => this.server.log,
      again: () => serves((this.server = this.launch())),
    };
  }

  get pid(): number | undefined {
    return this.server.pid;
  }

  /** SIGINT is PostgreSQL's "fast": it ends its sessions and gives back its shared memory. */
  async stop(): Promise<void> {
    await this.server.end('SIGINT', STOP_DEADLINE_MS);
  }
}

const serves = (server: Child): Promise<void> =>
  server.says(/database system is ready to accept connections/, START_DEADLINE_MS);

async function initialise(run: Run, place: PostgresPlace, password: string): Promise<void> {
  const passwordFile = join(place.folder, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.user) chownSync(passwordFile, place.user.uid, place.user.gid);
  const initdb = run.launch({
    name: 'initdb',
    command: join(place.native, 'bin', 'initdb'),
    args: [
      ...[
        '-D',
        clusterFolder(place),
        '-U',
        OWNER,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--no-sync',
      ],
      // The built-in C.UTF-8 is the same on every system, independent of its locales.
      ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ],
    cwd: place.folder,
    user: place.user,
  });
  await initdb.succeeds(INITDB_DEADLINE_MS);
  rmSync(passwordFile);
}

const clusterFolder = (place: PostgresPlace): string => join(place.folder, 'cluster');

function settings(durable: boolean): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: MAX_CONNECTIONS,
    shared_buffers: '128MB',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
