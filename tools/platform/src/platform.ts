// The whole platform on this machine: real Kafka and PostgreSQL, the topics, the sandbox and the four services as processes of their own.
// The demo, the stories and the benchmark all run on it.
import { createTopics } from '@offline-push/bus';
import { TOPICS } from '@offline-push/contracts';
import { drawLink, type LinkFor } from '@offline-push/links';
import { freePorts, type Parts, startParts } from '@offline-push/parts';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { Api } from './api';
import { consoleProgram, tokensFileIn } from './console';
import {
  type BasicName,
  databaseOf,
  type ProgramName,
  type RoleName,
  SANDBOX,
  type ServiceName,
  SERVICES,
} from './names';
import { Program } from './program';
import { drawSecrets, type Secrets } from './secrets';

export interface PlatformOptions {
  /** Three: any one may die. Default 1. */
  brokers?: 1 | 3;
  /** Writes survive a crash of the machine: for what is shown and measured. */
  durable?: boolean;
  /** A cluster of its own, even if the environment names one. Three brokers always are. */
  ownKafka?: boolean;
  /** Java with the full compiler, and a cluster of its own. */
  benchmark?: boolean;
  /** The console, too, with its pages. They must be built. */
  console?: boolean;
  /** Phones of the sandbox may be made, which speak through Kafka. Default: with the console. */
  phones?: boolean;
  /** Further environment by program. */
  env?: Partial<Record<ProgramName, Record<string, string>>>;
  /** Options for node by program, for instance for a profile. */
  nodeArgs?: Partial<Record<ProgramName, string[]>>;
  onProgress?: (line: string) => void;
}

/** Few partitions cost less, and one machine has few pods (docs/kafka.md, 1.4). */
const PARTITIONS = 6;

export class Platform {
  readonly api: Api;

  private constructor(
    readonly parts: Parts,
    readonly programs: Record<BasicName, Program>,
    /** Undefined: it was not asked for. */
    readonly console: Program | undefined,
    readonly secrets: Secrets,
  ) {
    this.api = new Api(programs, secrets.apiKeys);
  }

  static async start(options: PlatformOptions = {}): Promise<Platform> {
    const tell = options.onProgress ?? (() => undefined);
    const own = options.ownKafka === true || options.benchmark === true || options.brokers === 3;
    const parts = await startParts({
      kafka: { brokers: options.brokers ?? 1, benchmark: options.benchmark === true, own },
      postgres: { durable: options.durable === true },
      onProgress: tell,
    });
    try {
      const secrets = drawSecrets(parts.folder);
      const brokers = options.brokers ?? 1;
      const databases = await createDatabases(parts.databaseUrl);
      const created = await createTopics({ brokers: parts.brokers, clientId: 'topics-job' }, TOPICS, {
        partitions: PARTITIONS,
        replicationFactor: brokers,
        minInSyncReplicas: brokers === 3 ? 2 : 1,
      });
      tell(`${created.length} topics created`);
      const programs = await programsOf(parts, secrets, databases, options);
      const console = options.console
        ? await consoleProgram(parts, programs, secrets, options.env?.console)
        : undefined;
      const platform = new Platform(parts, programs, console, secrets);
      await platform.startAll();
      tell('services are up');
      return platform;
    } catch (error) {
      await parts.stop();
      throw error;
    }
  }

  get sandboxUrl(): string {
    return this.programs[SANDBOX].url;
  }

  /** Where vendors call back. */
  get publicUrl(): string {
    return this.programs.dispatch.url;
  }

  get consoleUrl(): string {
    if (this.console === undefined) throw new Error('the platform was started without its console');
    return this.console.url;
  }

  /** An address that signs in once, as somebody with a role in an app (`*`: in all). */
  consoleLink(who: LinkFor = {}): string {
    return drawLink(this.consoleUrl, this.tokensFile, who);
  }

  get tokensFile(): string {
    return tokensFileIn(this.parts.folder);
  }

  /** Every process that was started. */
  get all(): readonly Program[] {
    return [...Object.values(this.programs), ...(this.console ? [this.console] : [])];
  }

  key(role: RoleName): string {
    return this.secrets.apiKeys[role];
  }

  async stop(): Promise<void> {
    await this.console?.stop();
    await Promise.all(SERVICES.map((name) => this.programs[name].stop()));
    await this.programs[SANDBOX].stop();
    await this.parts.stop();
  }

  private async startAll(): Promise<void> {
    for (const program of this.all) program.launch();
    await Promise.all(this.all.map((program) => program.isReady()));
  }
}

async function programsOf(
  parts: Parts,
  secrets: Secrets,
  databases: Record<ServiceName, string>,
  options: PlatformOptions,
): Promise<Record<BasicName, Program>> {
  const ports = await freePorts(2 * SERVICES.length + 2);
  const sandboxUrl = `http://127.0.0.1:${ports[0]}`;
  const sandboxEnv = {
    SANDBOX_PORT: String(ports[0]),
    SANDBOX_LOG_FILE: `${parts.folder}/vendor-calls.ndjson`,
    SANDBOX_TENANTS_FILE: `${parts.folder}/tenants.json`,
  };
  const apiPort = ports.at(-1);
  const urlOf = (name: ServiceName) => `http://127.0.0.1:${ports[1 + 2 * SERVICES.indexOf(name)]}`;
  const phonesEnv = (options.phones ?? options.console) && {
    KAFKA_BROKERS: parts.brokers.join(','),
    SANDBOX_PHONES_FILE: `${parts.folder}/phones.json`,
    SANDBOX_SKIP_AHEAD: 'true',
    SANDBOX_PRESENCE_URL: urlOf('presence'),
    SANDBOX_BINDINGS_URL: urlOf('device-bindings'),
  };
  const programs = SERVICES.map((name, i) => {
    const [port, opsPort] = ports.slice(1 + 2 * i);
    const env = {
      HOST: '127.0.0.1',
      PORT: String(port),
      OPS_PORT: String(opsPort),
      DATABASE_URL: databases[name],
      KAFKA_BROKERS: parts.brokers.join(','),
      API_KEYS_FILE: secrets.apiKeysFile,
      ...ENVIRONMENTS[name](secrets, sandboxUrl),
      ...(name === 'dispatch' && { DISPATCH_API_PORT: String(apiPort) }),
      // What is measured is the way to the vendors.
      ...(name === 'dispatch' &&
        options.benchmark !== true && { DISPATCH_PUBLIC_URL: `http://127.0.0.1:${port}` }),
      ...options.env?.[name],
    };
    return new Program(name, `http://127.0.0.1:${port}`, parts, {
      env,
      readyPath: '/health/ready',
      opsUrl: `http://127.0.0.1:${opsPort}`,
      apiUrl: name === 'dispatch' ? `http://127.0.0.1:${apiPort}` : undefined,
      nodeArgs: options.nodeArgs?.[name],
    });
  });
  const sandbox = new Program(SANDBOX, sandboxUrl, parts, {
    env: { ...sandboxEnv, ...phonesEnv, ...options.env?.[SANDBOX] },
    readyPath: '/health',
    nodeArgs: options.nodeArgs?.[SANDBOX],
  });
  return Object.fromEntries([...programs, sandbox].map((program) => [program.name, program])) as Record<
    BasicName,
    Program
  >;
}

const ENVIRONMENTS: Record<ServiceName, (secrets: Secrets, sandboxUrl: string) => Record<string, string>> = {
  // Certificates take effect at once here, unless `options.env` says otherwise; the default of ten minutes has its own tests.
  certificates: ({ sealKeys }, sandboxUrl) => ({
    SEAL_KEYS: sealKeys,
    CERTIFICATES_EFFECTIVE_AFTER_SECONDS: '0',
    CERTIFICATES_VENDOR_URLS: vendorUrls(sandboxUrl),
  }),
  // Browsers too: the demo has one.
  presence: () => ({ PRESENCE_PUSHABLE_PLATFORMS: 'android,ios,ipados,harmonyos,web' }),
  'device-bindings': () => ({}),
  dispatch: ({ sealKeys }, sandboxUrl) => ({
    SEAL_KEYS: sealKeys,
    DISPATCH_VENDOR_URLS: vendorUrls(sandboxUrl),
  }),
  'delivery-log': ({ webhookKeys }) => ({
    DELIVERY_LOG_SEAL_KEYS: webhookKeys,
    DELIVERY_LOG_WEBHOOK_INSIDE: 'true',
  }),
};

const vendorUrls = (sandboxUrl: string): string => `*=${sandboxUrl}/{vendor}`;

/** A database per service, under a name of this run, so that a given server can be shared. */
async function createDatabases(serverUrl: string): Promise<Record<ServiceName, string>> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const run = randomBytes(6).toString('hex');
    const urls: [ServiceName, string][] = [];
    for (const service of SERVICES) {
      const name = `${databaseOf(service)}_${run}`;
      // eslint-disable-next-line no-restricted-syntax -- a name cannot be a parameter
      await client.query(`create database ${client.escapeIdentifier(name)}`);
      const url = new URL(serverUrl);
      url.pathname = `/${name}`;
      urls.push([service, url.toString()]);
    }
    return Object.fromEntries(urls) as Record<ServiceName, string>;
  } finally {
    await client.end();
  }
}
