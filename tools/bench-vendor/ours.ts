// Our side: the vendor's plan and client, driven as a lane of dispatch drives them with a queue that never ends.
import { MemoryShelf, type Vendor, type VendorCall, type Verdict } from '@offline-push/vendors/send';
import type { VendorSample } from '@offline-push/vendor-fakes';
import type { DeliveryLoad } from './load';
import type { Meter } from './meter';

/** Sends until the meter says that it is over; rejects if the vendor does not accept something. */
export async function sendOurs(
  { vendor, baseUrl, sample }: { vendor: Vendor; baseUrl: string; sample: VendorSample },
  load: DeliveryLoad,
  meter: Meter,
): Promise<void> {
  const { settings, credential } = sample;
  const endpoints = Object.fromEntries(Object.keys(vendor.endpoints).map((name) => [name, baseUrl]));
  const client = vendor.open({ credential, settings, endpoints, accessTokens: new MemoryShelf() });
  const { deliveriesPerPlan, concurrentCalls, deadlineMs } = vendor.limits;
  const planned: VendorCall[] = [];
  let inFlight = 0;
  try {
    await new Promise<void>((resolve, reject) => {
      const send = (call: VendorCall): Promise<void> =>
        client.send(call, deadlineMs).then(({ verdicts }) => {
          inFlight--;
          if (!meter.isOver) verdicts.forEach(mustBeAccepted);
          meter.count(verdicts.length, 1);
          pump();
        });
      let isGathering = false;
      const gather = (): void => {
        const { calls, ended } = vendor.plan(load.take(deliveriesPerPlan), settings, Date.now());
        if (ended[0] !== undefined) reject(new Error(`${ended[0].code}: ${ended[0].detail}`));
        planned.push(...calls);
        isGathering = false;
        pump();
      };
      const pump = (): void => {
        if (meter.isOver) return resolve();
        for (; inFlight < concurrentCalls; inFlight++) {
          const call = planned.pop();
          if (call === undefined) break;
          send(call).catch(reject);
        }
        if (planned.length > 0 || isGathering) return;
        // A lane claims before it plans: what was planned before is on its way meanwhile.
        isGathering = true;
        setImmediate(gather);
      };
      pump();
    });
  } finally {
    await client.close();
  }
}

function mustBeAccepted(verdict: Verdict): void {
  if (verdict.kind !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(verdict)}`);
}
