// Login servers of vendors that take seconds, or never answer.
import { until } from '@offline-push/parts';
import { Desk } from '../certificates/desk';
import type { Fault } from '../fault';
import { must } from '../must';
import type { FieldPhone, Scene } from '../scene';
import { LOGINS_AT, SlowLogin } from './slow-login';

const VENDORS = Object.keys(LOGINS_AT);
/** Within the deadline of a login. */
const SLOW_MS = 3_500;

/** A phone of a certificate that nobody has logged in for yet, for each vendor. */
async function phonesOfNewCertificates(scene: Scene, vendors: readonly string[]): Promise<FieldPhone[]> {
  const desk = new Desk(scene);
  const phones = await Promise.all(
    vendors.map(async (vendor) => scene.phone(vendor, { vendor, certificateId: await desk.create(vendor) })),
  );
  await scene.kills(...phones);
  return phones;
}

const haveAsked = (proxy: SlowLogin, vendors: readonly string[]): Promise<true> =>
  until(60_000, 'a vendor was not asked for a login', () =>
    vendors.every((vendor) => proxy.logins.has(vendor)) ? true : undefined,
  );

const logout: Fault = {
  row: 'P10, V4',
  name: 'users log out while the logins of dispatch at five vendors take 3.5 s',
  holds: 'none of their phones is called; phones of users who stay ring once',
  run: (scene) =>
    SlowLogin.during(scene, { vendors: VENDORS, delayMs: SLOW_MS }, async (proxy) => {
      const leave = await phonesOfNewCertificates(scene, VENDORS);
      const stay = leave.map(({ vendor, certificateId }) => scene.phone('stays', { vendor, certificateId }));
      await scene.kills(...stay);
      const sent = await Promise.all(leave.map((phone) => scene.sends([phone])));
      const rings = await Promise.all(stay.map((phone) => scene.sends([phone])));
      await haveAsked(proxy, VENDORS);
      await Promise.all(leave.map((phone) => scene.says(phone, 'logged-out')));
      for (const [i, phone] of leave.entries()) {
        await scene.mustNotHaveRung(sent[i] ?? '', phone, ['withdrawn', 'logged-out', 'binding-ended']);
        const calls = await scene.callsTo(phone);
        must(calls === 0, `${calls} calls to ${phone.vendor} after the logout`);
      }
      for (const [i, phone] of stay.entries()) await scene.mustHaveRung(rings[i] ?? '', phone);
    }),
};

const expiry: Fault = {
  row: 'P10, V3',
  name: 'messages that live three seconds end while the logins of dispatch at five vendors take 3.5 s',
  holds:
    'none is called after its end; messages that live ring, and no vendor keeps them a second longer than they live',
  run: (scene) =>
    SlowLogin.during(scene, { vendors: VENDORS, delayMs: SLOW_MS }, async (proxy) => {
      const phones = await phonesOfNewCertificates(scene, VENDORS);
      const ending = await Promise.all(
        phones.map((phone) => scene.sends([phone], { lifetimeSeconds: 3, sentAtMs: Date.now() })),
      );
      const sentAtMs = Date.now();
      const living = await Promise.all(
        phones.map((phone) => scene.sends([phone], { lifetimeSeconds: 60, sentAtMs })),
      );
      await haveAsked(proxy, VENDORS);
      for (const [i, phone] of phones.entries()) {
        await scene.mustNotHaveRung(ending[i] ?? '', phone, ['expired']);
        await scene.mustHaveRung(living[i] ?? '', phone);
        const calls = await scene.sandbox.callsTo(phone.token);
        must(calls.length === 1, `${calls.length} calls to ${phone.vendor}`);
        const keptUntilMs = Math.max(
          ...calls.flatMap(({ atMs, messages }) => messages.map(({ ttlMs }) => atMs + (ttlMs ?? 0))),
        );
        const beyondMs = keptUntilMs - (sentAtMs + 60_000);
        must(beyondMs <= 1_000, `${phone.vendor} keeps it ${beyondMs} ms beyond its end`);
      }
    }),
};

const silent: Fault = {
  row: 'P7',
  name: "one vendor's login server takes connections and never answers",
  holds: 'another vendor rings within two seconds each time, and the pushes of the first wait',
  run: (scene) =>
    SlowLogin.during(scene, { vendors: ['huawei'], delayMs: Infinity }, async (proxy) => {
      const waiting = await phonesOfNewCertificates(
        scene,
        Array.from({ length: 6 }, () => 'huawei'),
      );
      const other = scene.phone('other');
      await scene.kills(other);
      await scene.mustRing(other);
      await Promise.all(waiting.map((phone) => scene.sends([phone])));
      await haveAsked(proxy, ['huawei']);
      for (let i = 0; i < 8; i++) {
        const startedAt = performance.now();
        await scene.mustRing(other);
        const tookMs = performance.now() - startedAt;
        must(tookMs < 2_000, `it took ${Math.round(tookMs)} ms`);
      }
      for (const phone of waiting) must((await scene.callsTo(phone)) === 0, 'called without a login');
    }),
};

export const LOGINS: readonly Fault[] = [logout, expiry, silent];
