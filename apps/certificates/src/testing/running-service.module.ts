// The whole service for flow tests: real HTTP, real PostgreSQL, the bus in memory, a clock that stands still. Nothing of it runs in
// production.
import type { INestApplication } from '@nestjs/common';
import type { CustomStrategy } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { BusStrategy, MemoryBus, MemoryBusModule, MemoryPublisher, outgoing } from '@offline-push/bus';
import {
  Clock,
  JsonLogger,
  KitModule,
  Operations,
  type OperationsPath,
  parseConfig,
} from '@offline-push/service-kit';
import { aDatabase, FakeClock, type TestDatabase } from '@offline-push/testing';
import type { Topic } from '@offline-push/contracts';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificatesFields } from '../certificates.config';
import { CertificatesModule, MIGRATIONS } from '../certificates.module';

export const ROLES = ['admin', 'operator', 'service', 'viewer'] as const;
type Role = (typeof ROLES)[number];
/** For instance `operator@demo`, or `admin@*` for one of all apps. */
export type CallerName = `${Role}@${'demo' | 'other' | '*'}`;

export const CALLERS = ROLES.flatMap((role) =>
  (['demo', 'other', '*'] as const).map((app): CallerName => `${role}@${app}`),
);

export interface Answer<T = Record<string, unknown>> {
  status: number;
  headers: Headers;
  text: string;
  body: T;
}

interface Asked {
  as?: CallerName | undefined;
  body?: unknown;
  /** Sent as it is, whatever it is. */
  raw?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
}

const KEY_OF = (caller: CallerName): string => `key-of-${caller}`;
const ringOf = (ids: readonly string[]) =>
  JSON.stringify({ keys: ids.map((id) => ({ id, key: createHash('sha256').update(id).digest('base64') })) });

export class RunningService {
  /** Every answer and every log line so far, for the search for secrets. */
  readonly said: string[] = [];
  readonly clock = new FakeClock();
  private app: INestApplication | undefined;
  private url = '';

  private constructor(
    readonly bus: MemoryBus,
    readonly stored: TestDatabase,
    private readonly folder: string,
  ) {}

  static async start(env: Record<string, string> = {}): Promise<RunningService> {
    const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
    const service = new RunningService(new MemoryBus(), await aDatabase(MIGRATIONS), folder);
    const keys = CALLERS.map((id) => {
      const [role, app] = id.split('@');
      return { id: id.replace(/[@*]/g, '-'), sha256: sha256(KEY_OF(id)), app, role };
    });
    writeFileSync(join(folder, 'keys.json'), JSON.stringify(keys));
    await service.boot(env);
    return service;
  }

  /** As after a deployment: another process, the same database and bus, other settings. `sealKeys`: ids, the first seals. */
  async restart(env: Record<string, string> = {}, sealKeys: readonly string[] = ['k1']): Promise<void> {
    await this.app?.close();
    await this.boot({ ...env, SEAL_KEYS: ringOf(sealKeys) });
  }

  async stop(): Promise<void> {
    await this.app?.close();
    await this.stored.drop();
    rmSync(this.folder, { recursive: true });
  }

  async call<T = Record<string, unknown>>(
    method: string,
    path: string,
    asked: Asked = {},
  ): Promise<Answer<T>> {
    const { as, body, raw, headers } = asked;
    const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(as !== undefined && { authorization: `Bearer ${KEY_OF(as)}` }),
        ...(sent !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(sent !== undefined && { body: sent }),
      signal: AbortSignal.timeout(5000),
    });
    const text = await response.text();
    this.said.push(text);
    const parsed = /json/.test(response.headers.get('content-type') ?? '')
      ? (JSON.parse(text) as T)
      : ({} as T);
    return { status: response.status, headers: response.headers, text, body: parsed };
  }

  /** An event of another service. */
  async hear<T>(topic: Topic<T>, event: T): Promise<void> {
    await new MemoryPublisher(this.bus, topic.writer).publish([outgoing(topic, event)]);
  }

  /** What the operations port answers. */
  async operations<T = Record<string, unknown>>(path: OperationsPath): Promise<{ text: string; body: T }> {
    if (this.app === undefined) throw new Error('the service is not running');
    const { type, body } = await this.app.get(Operations).answer(path);
    this.said.push(body);
    return { text: body, body: (type.includes('json') ? JSON.parse(body) : {}) as T };
  }

  get address(): string {
    return this.url;
  }

  keyOf(caller: CallerName): string {
    return KEY_OF(caller);
  }

  private async boot(env: Record<string, string>): Promise<void> {
    const config = parseConfig(certificatesFields, {
      DATABASE_URL: this.stored.url,
      KAFKA_BROKERS: 'none:9092',
      SEAL_KEYS: ringOf(['k1']),
      ...env,
    });
    const kit = KitModule.forRoot({ service: 'certificates', apiKeysFile: join(this.folder, 'keys.json') });
    const bus = MemoryBusModule.forRoot({ service: 'certificates', bus: this.bus });
    const testing = Test.createTestingModule({ imports: [kit, CertificatesModule.over(config, bus)] });
    const module = await testing.overrideProvider(Clock).useValue(this.clock).compile();
    const logger = new JsonLogger({
      service: 'certificates',
      version: '0',
      level: 'trace',
      destination: { write: (line) => this.said.push(line) },
    });
    this.app = module.createNestApplication({ logger, bodyParser: false });
    const strategy: CustomStrategy = { strategy: this.app.get(BusStrategy) };
    this.app.connectMicroservice(strategy, { inheritAppConfig: false });
    await this.app.listen(0, '127.0.0.1');
    await this.app.startAllMicroservices();
    this.url = `http://127.0.0.1:${(this.app.getHttpServer().address() as AddressInfo).port}`;
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
