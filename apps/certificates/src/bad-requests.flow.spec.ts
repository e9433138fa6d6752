// No 500 by input: every route of the service, as its description has it, with bad values in path, query, headers and body.
import { type ApiDocument, badRequests, wrongAnswers } from '@offline-push/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CallerName, RunningService } from '../fixtures/running-service';

const file = join(__dirname, '../../../docs/openapi/certificates.json');
const requests = badRequests(JSON.parse(readFileSync(file, 'utf8')) as ApiDocument);

let service: RunningService;
beforeAll(async () => void (service = await RunningService.start()));
afterAll(() => service?.stop());

it('FF 1.15, 2.7, 2.9: every bad request is refused with a problem that names the field', async () => {
  expect(requests.length).toBeGreaterThan(400);
  const keyOf = (role: string) => service.keyOf(`${role}@*` as CallerName);
  expect(await wrongAnswers(service.address, requests, keyOf)).toEqual([]);
}, 180_000);
