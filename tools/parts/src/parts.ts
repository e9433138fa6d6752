// Starts real Apache Kafka and PostgreSQL for development and tests, and ends them in each way that the tool itself may end.
import { join } from 'node:path';
import { Cluster } from './kafka/cluster';
import { endWithTool } from './processes/endings';
import { givenParts } from './given';
import { kafkaFiles } from './kafka/kafka-files';
import { Postgres } from './postgres/postgres';
import { Run } from './processes/run';
import type { Child, Launch } from './processes/child';
import type { Watched } from './processes/watched';

export interface PartsOptions {
  kafka?: {
    /** Three: replication factor 3, two in sync, one may die. */
    brokers: 1 | 3;
    /** Java as a benchmark needs it (full compiler, G1) instead of the quick start. */
    benchmark?: boolean;
    /** Start brokers even if KAFKA_BROKERS names some: for tests that kill them. */
    own?: boolean;
  };
  /** `durable: true` for everything that is measured or shown; tests do without. Default: not started. */
  postgres?: boolean | { durable?: boolean };
  /** The folder in which this run's folder is made. Default: the git-ignored `.parts/runs`. */
  dataDir?: string;
  /** Gets one line per step. */
  onProgress?: (line: string) => void;
  /** Default: the environment of the process. */
  env?: NodeJS.ProcessEnv;
}

/** The repository's git-ignored folder for Kafka's jars and for runs. */
export const PARTS_FOLDER = join(__dirname, '..', '..', '..', '.parts');

export class Parts {
  /** Killing, freezing and starting the brokers that were started here. */
  cluster = Cluster.foreign;
  private postgres: Postgres | undefined;
  private given: { brokers?: string[] | undefined; databaseUrl?: string | undefined } = {};
  private readonly before: (() => Promise<unknown>)[] = [];
  private stopping: Promise<void> | undefined;

  private constructor(private readonly run: Run) {}

  static async start(options: PartsOptions): Promise<Parts> {
    const parts = new Parts(await Run.open(options.dataDir ?? join(PARTS_FOLDER, 'runs')));
    endWithTool(parts);
    try {
      await Promise.all([parts.startKafka(options), parts.startPostgres(options)]);
      return parts;
    } catch (error) {
      await parts.stop();
      throw error;
    }
  }

  /** `host:port` of every broker. */
  get brokers(): string[] {
    return this.given.brokers ?? this.cluster.brokers;
  }

  /** Of a database in which one may create databases. */
  get databaseUrl(): string {
    const url = this.given.databaseUrl ?? this.postgres?.url;
    if (!url) throw new Error('PostgreSQL was not asked for: startParts({ postgres: true })');
    return url;
  }

  /** Of the server started here; its children are its own. */
  get postgresPid(): number | undefined {
    return this.postgres?.pid;
  }

  /** What was started here and is to run on; nothing of what the environment gave. */
  get watched(): Watched[] {
    return [...this.cluster.watched, ...(this.postgres ? [this.postgres.watched] : [])];
  }

  /** The folder with the logs of everything started here; removed by `stop`. */
  get folder(): string {
    return this.run.folder;
  }

  /** Environment for other child processes that must not outlive the parts, however the tool dies. */
  get mark(): Record<string, string> {
    return this.run.mark;
  }

  /** Starts another process that ends with the parts, e.g. a service; its output goes to `<name>.log` in the folder. */
  launch(launch: Omit<Launch, 'logFile'>): Child {
    return this.run.launch(launch);
  }

  /** Work to do before the parts stop, also after Ctrl-C: latest first, each with its own deadline. */
  beforeStop(work: () => Promise<unknown>): void {
    this.before.unshift(work);
  }

  /** Stops everything that was started here; resolves when no process and no file is left. */
  stop(): Promise<void> {
    return (this.stopping ??= this.stopOnce());
  }

  private async stopOnce(): Promise<void> {
    try {
      for (const work of this.before) await work();
      await Promise.all([this.cluster.stop(), this.postgres?.stop()]);
    } finally {
      await this.run.close();
    }
  }

  private async startKafka({ kafka, onProgress, env }: PartsOptions): Promise<void> {
    if (!kafka) return;
    const { brokers } = givenParts(env ?? process.env);
    if (brokers && !kafka.own) return void (this.given.brokers = brokers);
    const tell = onProgress ?? (() => undefined);
    const files = await kafkaFiles(this.run, PARTS_FOLDER, tell);
    const since = Date.now();
    this.cluster = await Cluster.start(this.run, files, kafka.brokers, kafka.benchmark ? 'steady' : 'quick');
    tell(`Kafka is up (${this.brokers.join(', ')}; ${seconds(since)})`);
  }

  private async startPostgres({ postgres, onProgress, env }: PartsOptions): Promise<void> {
    if (!postgres) return;
    const { databaseUrl } = givenParts(env ?? process.env);
    if (databaseUrl) return void (this.given.databaseUrl = databaseUrl);
    const since = Date.now();
    this.postgres = await Postgres.start(this.run, {
      durable: typeof postgres === 'object' && postgres.durable === true,
    });
    onProgress?.(`PostgreSQL is up (${new URL(this.postgres.url).host}; ${seconds(since)})`);
  }
}

const seconds = (sinceMs: number): string => `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`;

/** Starts what was asked for and is not given by KAFKA_BROKERS or DATABASE_URL. */
export const startParts = (options: PartsOptions): Promise<Parts> => Parts.start(options);
