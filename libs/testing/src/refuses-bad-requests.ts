// The test of a service's door that is the same for all: bad requests to every route of docs/openapi, over the memory bus and a database of
// its own. What is bad is left to bad-requests.ts, what a refusal must say to refusals.ts.
import type { DynamicModule } from '@nestjs/common';
import { BusStrategy } from '@offline-push/bus';
import type { MigrationClass, Role } from '@offline-push/service-kit';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aDatabase, type TestDatabase } from './a-database';
import { AService } from './a-service';
import { type ApiDocument, badRequests } from './bad-requests';
import { MemoryBus, MemoryBusModule } from './memory-bus';
import { wrongAnswers } from './refusals';

export interface DoorUnderTest {
  readonly service: string;
  readonly migrations: readonly MigrationClass[];
  readonly module: (env: Record<string, string>, bus: DynamicModule) => DynamicModule;
  /** So that a description which lost its routes is noticed. */
  readonly moreThan: number;
}

const API_DOCS = join(__dirname, '../../../docs/openapi');

/** Says `it`: to be called once in a file. No 500 by input, and each refusal names its field. */
export function refusesBadRequests({ service: name, migrations, module, moreThan }: DoorUnderTest): void {
  const requests = badRequests(
    JSON.parse(readFileSync(join(API_DOCS, `${name}.json`), 'utf8')) as ApiDocument,
  );
  let database: TestDatabase;
  let service: AService;
  beforeAll(async () => {
    database = await aDatabase(migrations);
    const env = { DATABASE_URL: database.url, KAFKA_BROKERS: 'none:1' };
    const bus = MemoryBusModule.forRoot({ service: name, bus: new MemoryBus() });
    service = await AService.start({ imports: [module(env, bus)], strategies: [BusStrategy] });
  });
  afterAll(async () => {
    await service?.stop();
    await database?.drop();
  });

  it('FF 1.15, 2.7, 2.9: every bad request is refused with a problem that names the field', async () => {
    expect(requests.length).toBeGreaterThan(moreThan);
    const keyOf = (role: string) => service.keyOf(role as Role, '*');
    expect(await wrongAnswers(service.url, requests, keyOf)).toEqual([]);
  }, 60_000);
}
