// A sealed credential that no key of dispatch opens: an event with the box of another version, and a key ring that lost its key.
import { certificateChanged } from '@offline-push/contracts';
import { randomBytes } from 'node:crypto';
import { until } from '@offline-push/parts';
import { Desk } from '../certificates/desk';
import type { Fault } from '../fault';
import { must } from '../must';
import type { Scene } from '../scene';
import { judgedAs, judgedOf, linesOf, outcomeOf } from './found';

/** What certificates told last, with the box of version 1 as version 2. */
async function swapsBox(scene: Scene, id: number): Promise<void> {
  const event = await until(60_000, `nothing was told of certificate ${id}`, () =>
    scene.stage.reader
      .seen(certificateChanged)
      .filter(({ certificateId }) => certificateId === id)
      .at(-1),
  );
  const [only] = event.versions;
  if (only === undefined) throw new Error('it has no version');
  const swapped = { ...event, changedAtMs: event.changedAtMs + 1, versions: [{ ...only, version: 2 }] };
  await scene.publish(certificateChanged, swapped, { key: String(id) });
}

const ready = async (scene: Scene, words: RegExp): Promise<void> => {
  const probe = await until(60_000, `ready did not say ${words}`, async () => {
    const answer = await scene.probe('dispatch', 'ready');
    return words.test(answer.words) ? answer : undefined;
  });
  must(probe.status === 200, `one certificate took the pod out of service: ${probe.words}`);
};

async function metricsOf(scene: Scene): Promise<string> {
  const { opsUrl } = scene.platform.programs.dispatch;
  return (await fetch(`${opsUrl}/metrics`, { signal: AbortSignal.timeout(5_000) })).text();
}

const anotherBox: Fault = {
  row: 'FF 2.2, operations 2.4',
  name: 'a certificate is announced with the box of another version, and pushed to',
  holds:
    'topic, probe, metric and one line of the log say unopened; the push names it when it expires; a new version rings',
  async run(scene) {
    const desk = new Desk(scene);
    const certificateId = await desk.create('xiaomi');
    const phone = scene.phone('shut', { certificateId });
    await scene.kills(phone);
    await scene.mustRing(phone);
    await swapsBox(scene, certificateId);
    await judgedAs(scene, certificateId, 'unopened');
    const [waits, short] = [await scene.sends([phone]), await scene.sends([phone], { lifetimeSeconds: 2 })];
    const outcome = await outcomeOf(scene, short);
    must(
      outcome.state === 'expired' && outcome.code === 'unopened',
      `the short one: ${JSON.stringify(outcome)}`,
    );
    await ready(scene, new RegExp(`certificate ${certificateId} .*cannot open`));
    const gauge = new RegExp(`lane_state\\{certificate="${certificateId}",state="unopened"[^}]*\\} 1`);
    await until(60_000, `no ${gauge}`, async () => (gauge.test(await metricsOf(scene)) ? true : undefined));
    const lines = linesOf(scene, 'credential-not-opened', certificateId).length;
    must(lines === 1, `${lines} lines in the log`);
    const { settings, credential } = desk.formOf('xiaomi');
    const name = scene.fresh('mended');
    await desk.changes('PUT', certificateId, '', { name, settings, credential });
    await scene.mustHaveRung(waits, phone, 45_000);
  },
};

const lostKey: Fault = {
  row: 'operations 2.4',
  name: 'dispatch is started with a key ring that opens nothing, then with the right one',
  holds: 'it is not ready and says why, so that a rollout stops; with the key back what waits rings',
  async run(scene) {
    const { dispatch } = scene.platform.programs;
    const { SEAL_KEYS = '' } = dispatch.env;
    const phone = scene.phone('ring', { vendor: 'oppo' });
    await scene.kills(phone);
    await scene.mustRing(phone);
    const since = judgedOf(scene, phone.certificateId).length;
    const other = { keys: [{ id: 'new', key: randomBytes(32).toString('base64') }] };
    await dispatch.stop();
    dispatch.launch({ SEAL_KEYS: JSON.stringify(other) });
    let waits = '';
    try {
      await until(60_000, 'ready did not say SEAL_KEYS', async () => {
        const { status, words } = await scene
          .probe('dispatch', 'ready')
          .catch(() => ({ status: 0, words: '' }));
        return status === 503 && words.includes('SEAL_KEYS') ? true : undefined;
      });
      await judgedAs(scene, phone.certificateId, 'unopened', since);
      waits = await scene.sends([phone]);
    } finally {
      await dispatch.restart({ SEAL_KEYS });
    }
    await scene.mustHaveRung(waits, phone, 45_000);
    await judgedAs(scene, phone.certificateId, 'good', since + 1);
  },
};

export const SHUT: readonly Fault[] = [anotherBox, lostKey];
