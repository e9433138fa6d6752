// `npm run bench:vendor -- --vendor xiaomi [--group 300] [--seconds 6]`: a vendor's plan and client without the platform around them,
// against its fake in another process that answers at once and after 50 ms, beside a peer where there is one. Ends with one JSON line.
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { type Parts, startParts } from '@offline-push/parts';
import { newFakes } from '@offline-push/vendor-fakes';
import type { Numbers } from './meter';
import { peerOf } from './peers';
import { installedPeers, race } from './race';

const VENDOR_TIMES_MS = [0, 50];
const WARM_UP_MS = 2_000;

const { values: options } = parseArgs({
  options: {
    vendor: { type: 'string' },
    /** Phones that get the same message. 1: single events. */
    group: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '6' },
  },
});

async function main(): Promise<void> {
  const vendor = options.vendor ?? '';
  const sample = newFakes().find((fake) => fake.vendor === vendor)?.sample;
  if (sample === undefined) throw new Error('--vendor X: one of libs/vendors/src/registry.ts');
  const parts = await startParts({});
  try {
    const orders: RaceOrders = {
      ...{ vendor, who: 'ours', sample, group: Number(options.group) },
      tenant: { ...sample.tenant, ...peerOf(vendor)?.tenant },
      ...{ warmUpMs: WARM_UP_MS, measureMs: Number(options.seconds) * 1_000 },
    };
    console.log(JSON.stringify(await compare(parts, orders)));
  } finally {
    await parts.stop();
  }
}

type RaceOrders = Omit<Parameters<typeof race>[1], 'delayMs'>;

async function compare(parts: Parts, orders: RaceOrders): Promise<object> {
  const peer = peerOf(orders.vendor);
  const ours = await atEachTime(parts, orders);
  const theirs =
    peer && (await atEachTime(parts, { ...orders, who: 'peer', peersFolder: await installedPeers(parts) }));
  return {
    vendor: orders.vendor,
    group: orders.group,
    sendsPerSecond: each(ours, ({ sendsPerSecond }) => sendsPerSecond),
    cpuMicrosPerPush: each(ours, ({ cpuMicrosPerPush }) => cpuMicrosPerPush),
    recipientsPerCall: each(ours, ({ recipientsPerCall }) => recipientsPerCall),
    ...(theirs && {
      peer: peer.packageName,
      peerSendsPerSecond: each(theirs, ({ sendsPerSecond }) => sendsPerSecond),
      peerCpuMicrosPerPush: each(theirs, ({ cpuMicrosPerPush }) => cpuMicrosPerPush),
    }),
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`,
    date: new Date().toISOString(),
  };
}

type ByTime<T> = Record<string, T>;

async function atEachTime(parts: Parts, orders: RaceOrders): Promise<ByTime<Numbers>> {
  const measured: ByTime<Numbers> = {};
  for (const delayMs of VENDOR_TIMES_MS) {
    console.error(`${orders.who}, the vendor answers after ${delayMs} ms …`);
    measured[delayMs] = await race(parts, { ...orders, delayMs });
  }
  return measured;
}

/** Vendor time in ms → one number. */
const each = (measured: ByTime<Numbers>, of: (numbers: Numbers) => number): ByTime<number> =>
  Object.fromEntries(Object.entries(measured).map(([delayMs, numbers]) => [delayMs, of(numbers)]));

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
