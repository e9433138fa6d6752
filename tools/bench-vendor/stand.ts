// One vendor's fake alone, over TLS as its clients are used to, in a process of its own: no desk and no record of calls, so that the
// contender is what is measured. Its orders are one JSON argument; it says where it listens and stays until it is ended.
import { makeTestCertificate } from '@offline-push/platform';
import { FakeHost, newFakes, serveFakes } from '@offline-push/vendor-fakes';
import { writeFileSync } from 'node:fs';

export interface StandOrders {
  readonly vendor: string;
  readonly tenant: object;
  /** Before each answer. */
  readonly delayMs: number;
  /** Where to put the certificate that callers shall trust. */
  readonly certificateFile: string;
}

async function main({ vendor, tenant, delayMs, certificateFile }: StandOrders): Promise<void> {
  const fake = newFakes().find((one) => one.vendor === vendor);
  const problem = fake === undefined ? 'no such vendor' : fake.admit(tenant);
  if (fake === undefined || problem !== undefined) throw new Error(`${vendor}: ${problem}`);
  const host = new FakeHost([fake], { append: () => Promise.resolve() });
  host.delayMs = delayMs;
  const certificate = makeTestCertificate();
  writeFileSync(certificateFile, certificate.cert);
  const { url } = await serveFakes(host, certificate);
  console.log(JSON.stringify({ url: `${url}/${vendor}` }));
}

main(JSON.parse(process.argv[2] ?? '{}') as StandOrders).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
