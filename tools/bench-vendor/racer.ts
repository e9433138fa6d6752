// One contender in a process of its own, so that the CPU it is charged with is its own. Its orders are one JSON argument; it ends with one
// JSON line.
import { createRequire } from 'node:module';
import { vendorNamed } from '@offline-push/vendors/send';
import { newFakes, type VendorSample } from '@offline-push/vendor-fakes';
import { DeliveryLoad, Load } from './load';
import { Meter, type Window } from './meter';
import { sendOurs } from './ours';
import { peerOf } from './peers';

export interface Orders extends Window {
  readonly vendor: string;
  readonly who: 'ours' | 'peer';
  readonly baseUrl: string;
  readonly sample: VendorSample;
  /** Phones for each message. */
  readonly group: number;
  /** Where the peers are installed. */
  readonly peersFolder?: string;
}

async function main(orders: Orders): Promise<void> {
  const meter = new Meter();
  const load = new Load(orders.group, tokensOf(orders.vendor));
  const sending = orders.who === 'ours' ? ours(orders, load, meter) : theirs(orders, load, meter);
  const measured = meter.measure(orders);
  // Whoever fails does so before the end of the measure.
  await Promise.race([measured, sending.then(() => measured)]);
  console.log(JSON.stringify(await measured));
  await sending;
}

function ours({ vendor: id, baseUrl, sample }: Orders, load: Load, meter: Meter): Promise<void> {
  const vendor = vendorNamed(id);
  if (vendor === undefined) throw new Error(`no such vendor: ${id}`);
  return sendOurs({ vendor, baseUrl, sample }, new DeliveryLoad(load, Date.now()), meter);
}

async function theirs(
  { vendor, baseUrl, sample, peersFolder }: Orders,
  load: Load,
  meter: Meter,
): Promise<void> {
  const peer = peerOf(vendor);
  if (peer === undefined || peersFolder === undefined) throw new Error(`no peer for ${vendor}`);
  const client = await peer.open({ baseUrl, sample, load: createRequire(`${peersFolder}/package.json`) });
  const next = () => Array.from({ length: peer.messagesPerCall }, () => load.next());
  // Apple allows one stream until a first push was accepted; a client that begins with a hundred has most of them refused.
  await client.send(next());
  const one = async (): Promise<void> => {
    while (!meter.isOver) {
      const messages = next();
      await client.send(messages);
      meter.count(
        messages.reduce((sum, { tokens }) => sum + tokens.length, 0),
        1,
      );
    }
  };
  await Promise.all(Array.from({ length: peer.inFlight }, one));
}

/** Tokens that the vendor takes. */
function tokensOf(vendor: string): (word: string) => string {
  const sample = newFakes().find((fake) => fake.vendor === vendor)?.sample;
  return (word) => sample?.tokenFor?.(word) ?? word;
}

main(JSON.parse(process.argv[2] ?? '{}') as Orders).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
