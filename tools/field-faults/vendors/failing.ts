// Vendors that fail in their own words, and one that does not take the address for receipts.
import type { Fault } from '../fault';
import { must } from '../must';
import { judgedOf } from '../lanes/found';

const OWN_WORDS = ['xiaomi', 'apns', 'fcm'];

const overloaded: Fault = {
  row: 'vendors 2.2',
  name: `${OWN_WORDS.join(', ')} answer 503 twice, each in its own form`,
  holds: 'the pushes wait, and ring once when the vendors are well again',
  async run(scene) {
    const phones = OWN_WORDS.map((vendor) => scene.phone(`overloaded-${vendor}`, { vendor }));
    await scene.kills(...phones);
    for (const vendor of OWN_WORDS)
      await scene.sandbox.control({ vendor, script: { do: 'status', status: 503, times: 2 } });
    try {
      const sent = await Promise.all(phones.map((phone) => scene.sends([phone])));
      for (const [i, phone] of phones.entries()) await scene.mustHaveRung(sent[i] ?? '', phone, 60_000);
      for (const phone of phones) {
        const [first] = await scene.sandbox.callsTo(phone.token);
        must(first?.status === 503 && !/^http-/.test(first.code), `the first call: ${JSON.stringify(first)}`);
      }
    } finally {
      for (const vendor of OWN_WORDS) await scene.sandbox.control({ vendor, clear: true });
    }
  },
};

const callbackRefused: Fault = {
  row: 'section 3.8',
  name: 'Xiaomi refuses the address for receipts (65038)',
  holds: 'the push rings once without it, and the credential is not called refused',
  short: true,
  async run(scene) {
    const phone = scene.phone('callback');
    await scene.kills(phone);
    const since = judgedOf(scene, phone.certificateId).length;
    await scene.sandbox.control({ vendor: 'xiaomi', script: { do: 'code', code: '65038', times: 1 } });
    try {
      await scene.mustRing(phone);
    } finally {
      await scene.sandbox.control({ vendor: 'xiaomi', clear: true });
    }
    const told = judgedOf(scene, phone.certificateId).slice(since);
    must(!told.some(({ state }) => state === 'refused'), `told as refused: ${JSON.stringify(told)}`);
  },
};

export const FAILING: readonly Fault[] = [overloaded, callbackRefused];
