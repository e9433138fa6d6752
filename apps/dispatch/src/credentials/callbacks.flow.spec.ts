// A vendor that does not take the address for its receipts: Xiaomi's document names http only.
import { certificateJudged } from '@offline-push/contracts';
import { SystemClock } from '@offline-push/service-kit';
import { bus, certificate, freshForEachTest, outcomeOf, push, service, start } from '../../fixtures/frame';

freshForEachTest();

const vendor = 'xiaomi';
const settings = { receiptsOverHttps: true };
const overHttps = () => start(new SystemClock(), { DISPATCH_PUBLIC_URL: 'https://push.example.com' });
const attempts = async () => {
  const { state, attempts: count } = await outcomeOf(await push({ vendor }));
  return state === 'accepted' ? count : state;
};

describe('3.8: a refused address for receipts', () => {
  it('costs the receipts, not the push, and is asked for once for all pods and restarts', async () => {
    await certificate(vendor, { settings });
    await overHttps();
    expect(await attempts()).toBe(2);
    expect(await attempts()).toBe(1);
    await service?.stop();
    await overHttps();
    expect(await attempts()).toBe(1);
    await bus.idle();
    expect(bus.published(certificateJudged).map(({ state }) => state)).toEqual(['good']);
  });

  it('is tried again when a person asks for it, or with a new version', async () => {
    await certificate(vendor, { settings });
    await overHttps();
    expect(await attempts()).toBe(2);
    await certificate(vendor, { settings, resumedAtMs: Date.now() + 1 });
    await bus.idle();
    expect([await attempts(), await attempts()]).toEqual([2, 1]);
    await certificate(vendor, { settings, version: 2 });
    await bus.idle();
    expect([await attempts(), await attempts()]).toEqual([2, 1]);
  });

  it('is no word for an address that changed since', async () => {
    await certificate(vendor, { settings });
    await overHttps();
    expect(await attempts()).toBe(2);
    await service?.stop();
    await start(new SystemClock(), { DISPATCH_PUBLIC_URL: 'https://other.example.com' });
    expect([await attempts(), await attempts()]).toEqual([2, 1]);
  });
});
