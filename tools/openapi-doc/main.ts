// Writes docs/openapi/<service>.json from the services themselves, and the types of the console's clients from those; with --check it fails if they differ. Each service prints its own
// description, as it serves it at /openapi.json of its operations port.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeClientTypes } from './client-types';
import { printedBy, SERVICES } from './printed';

const folder = join(__dirname, '../../docs/openapi');
const fileOf = (service: string): string => join(folder, `${service}.json`);
const onDisk = (service: string): string =>
  existsSync(fileOf(service)) ? readFileSync(fileOf(service), 'utf8') : '';

async function main(): Promise<number> {
  const isCheck = process.argv.includes('--check');
  mkdirSync(folder, { recursive: true });
  let stale = 0;
  for (const service of SERVICES) {
    const text = await printedBy(service);
    const isStale = text !== onDisk(service);
    if (isStale && !isCheck) writeFileSync(fileOf(service), text);
    if (writeClientTypes(service, isCheck) && !isStale) continue;
    stale++;
    if (isCheck)
      console.error(
        `docs/openapi/${service}.json, or the console's types of it, are not what the service says; run npm run docs:openapi`,
      );
  }
  return isCheck && stale > 0 ? 1 : 0;
}

void main().then((code) => (process.exitCode = code));
