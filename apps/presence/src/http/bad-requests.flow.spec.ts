// No 500 by input: every route of the service, as its description has it, with bad values in path, query, headers and body.
import { BusStrategy } from '@offline-push/bus';
import {
  aDatabase,
  type ApiDocument,
  AService,
  badRequests,
  MemoryBus,
  MemoryBusModule,
  type TestDatabase,
  wrongAnswers,
} from '@offline-push/testing';
import { parseConfig, type Role } from '@offline-push/service-kit';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MIGRATIONS } from '../migrations/list';
import { presenceFields } from '../presence.config';
import { PresenceModule } from '../presence.module';

const file = join(__dirname, '../../../../docs/openapi/presence.json');
const requests = badRequests(JSON.parse(readFileSync(file, 'utf8')) as ApiDocument);

let database: TestDatabase;
let service: AService;
beforeAll(async () => {
  database = await aDatabase(MIGRATIONS);
  const config = parseConfig(presenceFields, { DATABASE_URL: database.url, KAFKA_BROKERS: 'none:1' });
  const bus = MemoryBusModule.forRoot({ service: 'presence', bus: new MemoryBus() });
  service = await AService.start({
    imports: [PresenceModule.forRoot(config, bus)],
    strategies: [BusStrategy],
  });
});
afterAll(async () => {
  await service?.stop();
  await database?.drop();
});

it('FF 1.15, 2.7: every bad request is refused with a problem that names the field', async () => {
  expect(requests.length).toBeGreaterThan(100);
  const keyOf = (role: string) => service.keyOf(role as Role, '*');
  expect(await wrongAnswers(service.url, requests, keyOf)).toEqual([]);
}, 180_000);
