// A vendor refuses a credential: once by mistake, for a while, until a person mends it, and over a restart.
import { newFakes } from '@offline-push/vendor-fakes';
import type { Fault } from '../fault';
import { must } from '../must';
import type { Scene } from '../scene';
import { Desk } from '../certificates/desk';
import { judgedAs, judgedOf, linesOf, outcomeOf } from './found';

const script = (scene: Scene, vendor: string, code: string, times?: number): Promise<unknown> =>
  scene.sandbox.control({ vendor, script: { do: 'code', code, ...(times !== undefined && { times }) } });

const clear = (scene: Scene, vendor: string): Promise<unknown> =>
  scene.sandbox.control({ vendor, clear: true });

/** The vendor says no from here on; what is done meanwhile, and afterwards it says nothing special. */
async function refusing(
  scene: Scene,
  vendor: string,
  code: string,
  work: () => Promise<void>,
): Promise<void> {
  await script(scene, vendor, code);
  await work().finally(() => clear(scene, vendor));
}

const oneFalseRefusal: Fault = {
  row: 'FF 1.10, P12',
  name: 'Apple says InvalidProviderToken once, after it took a push',
  holds: 'this push and the next ring once, and the lane never closes',
  short: true,
  async run(scene) {
    const phone = scene.phone('once', { vendor: 'apns' });
    await scene.kills(phone);
    await scene.mustRing(phone);
    const since = judgedOf(scene, phone.certificateId).length;
    await script(scene, 'apns', 'InvalidProviderToken', 1);
    await scene.mustRing(phone);
    await scene.mustRing(phone);
    const told = judgedOf(scene, phone.certificateId).slice(since);
    must(!told.some(({ state }) => state === 'refused'), `told as refused: ${JSON.stringify(told)}`);
  },
};

const aWhile: Fault = {
  row: 'FF 1.10, P12',
  name: 'the vendor refuses every push for a while',
  holds:
    'the lane closes and says so once, what expires meanwhile names the code without being called, and all else rings without a hand',
  async run(scene) {
    const phone = scene.phone('while');
    await scene.kills(phone);
    const id = phone.certificateId;
    const [since, lines] = [judgedOf(scene, id).length, linesOf(scene, 'credential-refused', id).length];
    let waits = '';
    await refusing(scene, 'xiaomi', '21301', async () => {
      waits = await scene.sends([phone]);
      const refused = await judgedAs(scene, id, 'refused', since);
      must(refused.code === '21301' && /\w/.test(refused.says ?? ''), JSON.stringify(refused));
      must(
        (refused.tryAgainAtMs ?? 0) > refused.judgedAtMs,
        `no time to try again: ${JSON.stringify(refused)}`,
      );
      const short = await outcomeOf(scene, await scene.sends([phone], { lifetimeSeconds: 2 }));
      must(short.state === 'expired' && short.code === '21301', `the short one: ${JSON.stringify(short)}`);
    });
    await scene.mustHaveRung(waits, phone, 45_000);
    await judgedAs(scene, id, 'good', since + 1);
    const said = linesOf(scene, 'credential-refused', id).length - lines;
    must(said === 1, `credential-refused is ${said} times in the log`);
  },
};

const mendedAtTheVendor: Fault = {
  row: 'section 3, 3.8',
  name: 'a certificate with a wrong AppSecret, which is then set at Xiaomi and not touched here',
  holds: "the topic and the certificate's answer say refused in Xiaomi's words, then the waiting push rings",
  async run(scene) {
    const desk = new Desk(scene);
    const { settings, tenant } = newFakes().find(({ vendor }) => vendor === 'xiaomi')?.sample ?? {};
    const appSecret = scene.fresh('a-secret-that-opens-nothing');
    const packageName = `com.example.${scene.fresh('p').replace('-', '')}`;
    const certificateId = await desk.create('xiaomi', {
      settings: { ...settings, packageName },
      credential: { appSecret },
    });
    const phone = scene.phone('mended', { certificateId });
    await scene.kills(phone);
    const waits = await scene.sends([phone]);
    const refused = await judgedAs(scene, certificateId, 'refused');
    must(/Xiaomi says/.test(refused.says ?? ''), `without Xiaomi's words: ${JSON.stringify(refused)}`);
    await desk.becomes(
      certificateId,
      'the answer did not say refused',
      ({ health }) => health.state === 'refused',
    );
    await scene.sandbox.admit('xiaomi', { ...tenant, appSecret, packageNames: [packageName] });
    await scene.mustHaveRung(waits, phone, 45_000);
    await desk.becomes(certificateId, 'the answer did not say good', ({ health }) => health.state === 'good');
  },
};

const restarted: Fault = {
  row: 'P12',
  name: 'dispatch is restarted while a credential is refused',
  holds: 'it keeps the pause, and then the push rings without a hand',
  async run(scene) {
    const phone = scene.phone('restarted', { vendor: 'meizu' });
    await scene.kills(phone);
    const since = judgedOf(scene, phone.certificateId).length;
    let [waits, calls] = ['', 0];
    await refusing(scene, 'meizu', '1006', async () => {
      waits = await scene.sends([phone]);
      await judgedAs(scene, phone.certificateId, 'refused', since);
      calls = await scene.callsTo(phone);
      await scene.platform.programs.dispatch.restart();
    });
    await scene.mustHaveRung(waits, phone, 45_000);
    const more = (await scene.callsTo(phone)) - calls;
    must(more <= 3, `${more} calls after the restart`);
  },
};

/** Each of them must be enough. */
const HANDS: readonly { says: string; does: (desk: Desk, id: number) => Promise<unknown> }[] = [
  { says: 'saved as it is', does: (desk, id) => saveAsItIs(desk, id) },
  {
    says: 'disabled and enabled',
    does: async (desk, id) => {
      await desk.changes('POST', id, '/disable');
      await desk.changes('POST', id, '/enable');
    },
  },
  { says: 'probed as good', does: (desk, id) => desk.change('POST', id, '/probe', {}) },
  { says: 'resumed', does: (desk, id) => desk.change('POST', id, '/resume') },
];

async function saveAsItIs(desk: Desk, id: number): Promise<void> {
  const { body } = await desk.read(id);
  const { name, current } = body as unknown as { name: string; current: { settings: object } };
  const { settings } = current;
  await desk.changes('PUT', id, '', { name, settings });
}

const byHand: Fault = {
  row: 'FF 1.11',
  name: 'vivo refuses (10045), is mended, and somebody saves, enables, probes or resumes the certificate',
  holds: 'each of them opens the lane at once, long before the next try',
  deadlineMs: 240_000,
  async run(scene) {
    const { dispatch } = scene.platform.programs;
    const desk = new Desk(scene);
    await dispatch.restart({ DISPATCH_REFUSED_RETRY_SECONDS: '600' });
    try {
      for (const { says, does } of HANDS) {
        const certificateId = await desk.create('vivo');
        const phone = scene.phone('hand', { vendor: 'vivo', certificateId });
        await scene.kills(phone);
        let waits = '';
        await refusing(scene, 'vivo', '10045', async () => {
          waits = await scene.sends([phone]);
          await judgedAs(scene, certificateId, 'refused');
        });
        await does(desk, certificateId);
        await scene.mustHaveRung(waits, phone).catch((error: unknown) => {
          throw new Error(`${says}: ${String(error)}`);
        });
      }
    } finally {
      await dispatch.restart({ DISPATCH_REFUSED_RETRY_SECONDS: '5' });
    }
  },
};

export const REFUSALS: readonly Fault[] = [oneFalseRefusal, aWhile, mendedAtTheVendor, restarted, byHand];
