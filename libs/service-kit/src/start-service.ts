// Starts a service: settings, logs, probes, database, HTTP, consumers, in this order. stop.ts stops it.
import { type DynamicModule, type INestApplication, Logger, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { CustomStrategy, CustomTransportStrategy } from '@nestjs/microservices';
import { jsonText } from '@offline-push/contracts';
import type { RequestListener } from 'node:http';
import type { ConfigOf, Environment, Fields } from './config/fields';
import type { DoorConfig, doorFields } from './config/platform-fields';
import {
  ConfigInvalid,
  type ConfigReading,
  EXIT_CONFIG,
  printedConfig,
  readConfig,
} from './config/read-config';
import type { DoorLimits } from './doors/door';
import { Operations } from './doors/operations';
import { openOperations } from './doors/operations-door';
import { Entrance, EntranceAdapter, type KnownCallers, withKeys } from './entrance';
import { Health, type HealthPart } from './health/health';
import { ApiKeys, NO_KEYS } from './http/callers/api-keys';
import { openApiOf } from './http/open-api/open-api';
import { routesIn } from './http/routes';
import { KitModule } from './kit.module';
import { JsonLogger } from './logs/json-logger';
import { observeProcess } from './metrics';
import { exitOnUncaught, stopOnSignals } from './stop';
import { releaseVersion } from './version';

/** A provider of the container, by its class. */
type Provided<T> = abstract new (...args: never[]) => T;

export interface ServiceDefinition<F extends Fields & typeof doorFields> {
  readonly name: string;
  readonly config: F;
  readonly module: (config: ConfigOf<F>) => Type | DynamicModule;
  /** Each is connected as a Nest microservice after the migrations. */
  readonly strategies?: readonly Provided<CustomTransportStrategy>[];
  /** Further parts of the service's health, for instance `BusHealth`. */
  readonly health?: readonly Provided<HealthPart>[];
  /** Listens at `PORT` in place of the API. */
  readonly door?: Provided<OwnDoor>;
  /** Who is known at the API, where callers have no API keys. */
  readonly callers?: Provided<KnownCallers>;
  /** Where the API of a service listens whose `PORT` has a door of its own. */
  readonly apiPort?: (config: ConfigOf<F>) => number | undefined;
}

interface OwnDoor {
  /** Resolves with the URL. */
  listen(host: string, port: number, limits: DoorLimits): Promise<string>;
}

export interface RunningService {
  readonly url: string;
  /** The URL for probes and scrapers. */
  readonly opsUrl: string;
  readonly app: INestApplication;
}

@Module({})
class ServiceRoot {}

/** All that a service's main.ts calls. Ends the process with 78 for wrong settings, and with 1 if the start fails. */
export async function startService<F extends Fields & typeof doorFields>(
  service: ServiceDefinition<F>,
  env: Environment = process.env,
  argv: readonly string[] = process.argv,
): Promise<RunningService> {
  const reading = withPorts(readConfig(service.config, env));
  if (argv.includes('--print-config')) printAndExit(reading);
  if (reading.problems.length > 0) exitForConfig(new ConfigInvalid(reading.problems), reading.warnings);
  const config = reading.config as ConfigOf<F> & DoorConfig;
  if (argv.includes('--print-openapi')) await printOpenApi(service.name, service.module(config));
  const logger = new JsonLogger({
    service: service.name,
    version: releaseVersion(),
    level: config.LOG_LEVEL,
  });
  exitOnUncaught(logger);
  for (const warning of reading.warnings) logger.warn({ event: 'unknown-setting', msg: warning });
  try {
    return await boot(service, config, logger);
  } catch (error) {
    if (error instanceof ConfigInvalid) exitForConfig(error, reading.warnings);
    logger.fatal({ event: 'start-failed', error });
    process.exit(1);
  }
}

async function boot<F extends Fields & typeof doorFields>(
  service: ServiceDefinition<F>,
  config: ConfigOf<F> & DoorConfig,
  logger: JsonLogger,
): Promise<RunningService> {
  Logger.overrideLogger(logger);
  observeProcess(service.name);
  const operations = new Operations(new Health(), { isStarted: false });
  const limits = doorLimits(config);
  const entrance = new Entrance(limits);
  const started: { app?: INestApplication } = {};
  stopOnSignals(() => started.app, config.SHUTDOWN_DEADLINE_MS);
  // Opened first, because database and consumers may take longer than a probe waits.
  const opsUrl = await openOperations(operations, { host: config.HOST, port: config.OPS_PORT, limits });
  logger.log({ event: 'answering-probes', url: opsUrl });
  const api = await listenForApi(service, entrance, config);
  const app = await NestFactory.create(rootOf(service, config, operations), new EntranceAdapter(entrance), {
    logger,
    bodyParser: false,
    abortOnError: false,
  });
  started.app = app;
  for (const part of service.health ?? []) operations.health.add(app.get(part));
  for (const token of service.strategies ?? []) {
    const strategy: CustomStrategy = { strategy: app.get(token) };
    app.connectMicroservice(strategy, { inheritAppConfig: false });
  }
  await app.init();
  const callers = service.callers === undefined ? withKeys(app.get(ApiKeys)) : app.get(service.callers);
  entrance.handTo(app.getHttpAdapter().getInstance() as RequestListener, callers);
  const door = service.door && (await openDoor(app.get(service.door), config));
  const url = door ?? api ?? '';
  const apiUrl = door === undefined ? undefined : api;
  await app.startAllMicroservices();
  operations.started();
  logger.log({ event: 'listening', url, opsUrl, ...(apiUrl !== undefined && { apiUrl }) });
  return { url, opsUrl, app };
}

/** The API is at `PORT`, unless that has a door of its own. Then it has its own port, or none leads to it. */
async function listenForApi<F extends Fields & typeof doorFields>(
  { door, apiPort }: ServiceDefinition<F>,
  entrance: Entrance,
  config: ConfigOf<F> & DoorConfig,
): Promise<string | undefined> {
  const port = door === undefined ? config.PORT : apiPort?.(config);
  return port === undefined ? undefined : entrance.listen(config.HOST, port);
}

const openDoor = (door: OwnDoor, config: DoorConfig): Promise<string> =>
  door.listen(config.HOST, config.PORT, doorLimits(config));

const rootOf = <F extends Fields & typeof doorFields>(
  service: ServiceDefinition<F>,
  config: ConfigOf<F> & DoorConfig,
  operations: Operations,
): DynamicModule => ({
  module: ServiceRoot,
  imports: [
    KitModule.forRoot({
      service: service.name,
      apiKeysFile: service.callers === undefined ? keysFileOf(config) : NO_KEYS,
      operations,
      requestsPerSecond: config.LIMIT_REQUESTS_PER_SECOND,
    }),
    service.module(config),
  ],
});

const keysFileOf = (config: object): string | undefined =>
  (config as { API_KEYS_FILE?: string }).API_KEYS_FILE;

const doorLimits = (config: DoorConfig): DoorLimits => ({
  connectionsPerAddress: config.LIMIT_CONNECTIONS_PER_ADDRESS,
  rate: { perSecond: config.LIMIT_REQUESTS_PER_SECOND, burst: 2 * config.LIMIT_REQUESTS_PER_SECOND },
  trustedProxies: config.TRUSTED_PROXIES,
});

/** Adds a problem for ports that are the same; 0 means any free port. */
function withPorts<F extends Fields & typeof doorFields>(reading: ConfigReading<F>): ConfigReading<F> {
  const ports = Object.entries(reading.config).filter(
    ([name, port]) => /(^|_)PORT$/.test(name) && Boolean(port),
  );
  const same = ports.flatMap(([one, port], i) =>
    ports.slice(i + 1).flatMap(([other, its]) => (its === port ? [`${one} and ${other} must differ`] : [])),
  );
  return same.length === 0 ? reading : { ...reading, problems: [...reading.problems, ...same] };
}

/** Written to standard error as plain text, because no logger is set up yet. */
function exitForConfig(error: ConfigInvalid, warnings: readonly string[] = []): never {
  process.stderr.write([error.message, ...warnings, ''].join('\n'));
  process.exit(EXIT_CONFIG);
}

function printAndExit({ settings, problems, warnings }: ConfigReading<Fields>): never {
  process.stdout.write(`${printedConfig(settings)}\n`);
  if (problems.length > 0) exitForConfig(new ConfigInvalid(problems), warnings);
  process.stderr.write(warnings.map((warning) => `${warning}\n`).join(''));
  process.exit(0);
}

/** Prints `/openapi.json` without database and broker. Waits until all is written, because a pipe does not hold all of it. */
async function printOpenApi(service: string, module: Type | DynamicModule): Promise<never> {
  const text = jsonText(openApiOf(routesIn(module), { service, version: releaseVersion() }));
  await new Promise((resolve) => process.stdout.write(text, resolve));
  process.exit(0);
}
