// One judge's hearing: a fresh fake that knows the vendor's sample customer, the material that the judge reads, its run, its checks. The fake
// has two doors: plain, and over TLS for clients that speak nothing else.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Parts } from '@offline-push/parts';
import { makeTestCertificate } from '@offline-push/platform';
import { FakeHost, MemoryWitness, newFakes, serveFakes } from '@offline-push/vendor-fakes';
import type { Judge } from './judges';
import { commandOf } from './libraries';
import { type Check, checksIn } from './table';

/** Some clients wait and try again by themselves. */
const HEARING_DEADLINE_MS = 120_000;

export async function hear(parts: Parts, judge: Judge): Promise<Check[]> {
  const { command, argsFor } = await commandOf(parts, judge);
  const fake = newFakes().find(({ vendor }) => vendor === judge.vendor);
  if (fake === undefined) return [failed('knows its vendor', `there is no fake of ${judge.vendor}`)];
  const problem = fake.admit({ ...fake.sample.tenant, ...judge.tenant });
  if (problem !== undefined) return [failed('is a customer', problem)];
  const certificate = makeTestCertificate();
  const host = new FakeHost([fake], new MemoryWitness());
  const doors = [await serveFakes(host), await serveFakes(host, certificate)];
  try {
    const name = `judge-${judge.vendor}-${judge.language}`;
    const material = join(parts.folder, name);
    mkdirSync(material);
    writeFileSync(join(material, 'material.json'), JSON.stringify(fake.sample));
    writeFileSync(join(material, 'ca.pem'), certificate.cert);
    const baseUrls = doors.map(({ url }) => `${url}/${fake.vendor}`);
    const program = parts.launch({ name, command, args: [...argsFor(material), ...baseUrls, material] });
    const ended = await program.succeeds(HEARING_DEADLINE_MS).then(
      () => [],
      (error: Error) => [failed('runs to its end', error.message)],
    );
    const checks = [...checksIn(program.log), ...ended];
    return checks.length > 0 ? checks : [failed('checks something', program.log)];
  } finally {
    for (const door of doors) await door.close();
  }
}

const failed = (check: string, detail: string): Check => ({ check, passed: false, detail });
