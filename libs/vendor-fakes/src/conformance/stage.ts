// A vendor's fake that knows the customer of the subject, served over real HTTP.
import { FakeHost } from '../host/host';
import { type Listening, serveFakes } from '../host/serve';
import type { VendorFake } from '../host/vendor-fake';
import { MemoryWitness } from '../host/witness';
import type { Subject } from './subject';

export interface Stage {
  readonly witness: MemoryWitness;
  readonly fake: VendorFake;
  readonly host: FakeHost;
  readonly server: Listening;
}

export async function stagedFor(subject: Pick<Subject, 'newFake' | 'tenant'>): Promise<Stage> {
  const witness = new MemoryWitness();
  const fake = subject.newFake();
  const host = new FakeHost([fake], witness);
  expect(fake.admit(subject.tenant)).toBeUndefined();
  return { witness, fake, host, server: await serveFakes(host) };
}
