// A whole service in the process of the test: its module over HTTP, with a fake clock and an API key for every role. Bus and database are
// the caller's: imports of MemoryBusModule and DatabaseModule.
import type { DynamicModule, INestApplication, Type } from '@nestjs/common';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import {
  Clock,
  KitModule,
  Operations,
  OPERATIONS_PATHS,
  type OperationsPath,
  type Role,
  stop,
  SystemClock,
} from '@offline-push/service-kit';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock } from './fake-clock';

export interface ServiceUnderTest {
  /** Default: 'test'. */
  readonly name?: string;
  readonly imports: readonly (Type | DynamicModule)[];
  /** As for `startService`: classes in the container. */
  readonly strategies?: readonly (abstract new (...args: never[]) => CustomTransportStrategy)[];
  /** Default: a new FakeClock. A SystemClock is the wall clock of the pod: the service goes by its database's clock. */
  readonly clock?: Clock;
  /** Apps with keys, besides "*". Default: demo and other. */
  readonly apps?: readonly string[];
}

export interface Call {
  /** Default: GET without and POST with a body. */
  readonly method?: string;
  /** Default: operator. null: no key. */
  readonly as?: Role | null;
  /** Whose key. Default: demo. */
  readonly of?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON document, or undefined if the answer has no content. */
  readonly body: unknown;
}

const ROLES: readonly Role[] = ['admin', 'operator', 'service', 'viewer'];
const CALL_DEADLINE_MS = 60_000;

export class AService {
  private constructor(
    readonly app: INestApplication,
    readonly url: string,
    readonly clock: Clock,
    private readonly folder: string,
  ) {}

  static async start(service: ServiceUnderTest): Promise<AService> {
    const folder = mkdtempSync(join(tmpdir(), 'service-'));
    const apiKeysFile = join(folder, 'keys.json');
    writeFileSync(apiKeysFile, JSON.stringify(keysFor(service.apps ?? ['demo', 'other'])));
    const clock = service.clock ?? new FakeClock();
    const kit = KitModule.forRoot({ service: service.name ?? 'test', apiKeysFile });
    const module = await Test.createTestingModule({ imports: [kit, ...service.imports] })
      .overrideProvider(clock instanceof SystemClock ? SystemClock : Clock)
      .useValue(clock)
      .compile();
    const app = module.createNestApplication({ bodyParser: false, logger: ['error', 'fatal'] });
    for (const token of service.strategies ?? [])
      app.connectMicroservice({ strategy: app.get(token) }, { inheritAppConfig: false });
    await app.listen(0, '127.0.0.1');
    await app.startAllMicroservices();
    const { port } = (app.getHttpServer() as { address(): AddressInfo }).address();
    return new AService(app, `http://127.0.0.1:${port}`, clock, folder);
  }

  /** A path of the operations port is asked of the same service; there is no port for it in the process of a test. */
  async call(
    path: string,
    { method, as = 'operator', of = 'demo', body, headers }: Call = {},
  ): Promise<Answer> {
    const operations = OPERATIONS_PATHS.find((each) => each === path);
    if (operations !== undefined) return this.operations(operations);
    const response = await fetch(`${this.url}${path}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(as !== null && { authorization: `Bearer ${this.keyOf(as, of)}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(CALL_DEADLINE_MS),
    });
    return answerOf(response.status, response.headers, await response.text());
  }

  private async operations(path: OperationsPath): Promise<Answer> {
    const { status, type, body } = await this.app.get(Operations).answer(path);
    return answerOf(status, new Headers({ 'content-type': type }), body);
  }

  keyOf(role: Role, app: string): string {
    return keyOf(role, app);
  }

  /** The same stop as on SIGTERM. */
  async stop(): Promise<void> {
    await stop(this.app).finally(() => rmSync(this.folder, { recursive: true, force: true }));
  }
}

/** `await aService({ imports: [PresenceModule] })`; call `stop` in afterAll. */
export const aService = (service: ServiceUnderTest): Promise<AService> => AService.start(service);

function answerOf(status: number, headers: Headers, text: string): Answer {
  // Not application/x-ndjson: those are lines.
  const isJson = /\bjson\b/.test(headers.get('content-type') ?? '') && text !== '';
  return { status, headers, body: isJson ? JSON.parse(text) : text || undefined };
}

const keyOf = (role: Role, app: string): string => `test-key-${role}-${app}`;

const keysFor = (apps: readonly string[]) =>
  ROLES.flatMap((role) =>
    [...apps, '*'].map((app) => ({
      id: `${role}-${app === '*' ? 'all' : app}`,
      sha256: createHash('sha256').update(keyOf(role, app)).digest('hex'),
      app,
      role,
    })),
  );
