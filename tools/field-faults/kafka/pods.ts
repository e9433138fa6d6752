// Two pods of a service: partitions move to the second while the first holds them, and back when it is gone.
import { freePorts } from '@offline-push/parts';
import { Program, type ServiceName } from '@offline-push/platform';
import { administered } from '../clients/database';
import type { Fault } from '../fault';
import { must } from '../must';
import type { Scene } from '../scene';

/** Beside the one that the platform has started, with the same environment. */
export async function secondPod(scene: Scene, service: ServiceName): Promise<Program> {
  const first = scene.platform.programs[service];
  const [port = 0, opsPort = 0] = await freePorts(2);
  const env = { ...first.env, PORT: String(port), OPS_PORT: String(opsPort) };
  const how = { env, readyPath: '/health/live', opsUrl: `http://127.0.0.1:${opsPort}` };
  const pod = new Program(service, `http://127.0.0.1:${port}`, scene.platform.parts, how);
  await pod.start();
  return pod;
}

const moves: Fault = {
  row: 'section 1',
  name: 'a second pod of presence comes while the partitions are held, and is killed when they are not',
  holds: 'no pod ends, each of 40 messages rings once, and nothing becomes a dead letter',
  deadlineMs: 180_000,
  async run(scene) {
    const phones = Array.from({ length: 40 }, () => scene.phone('pods'));
    await scene.kills(...phones);
    const since = scene.deadLetters.length;
    const sent: string[] = [];
    await administered(scene, async (db) => {
      await db.alterDatabase('presence', 'set default_transaction_read_only = on');
      await db.terminate('presence');
      for (const phone of phones.slice(0, 20)) sent.push(await scene.sends([phone]));
      await scene.passes(3_000);
      const pod = await secondPod(scene, 'presence');
      try {
        await scene.passes(6_000);
        await db.alterDatabase('presence', 'reset default_transaction_read_only');
        await db.terminate('presence');
        for (const phone of phones.slice(20)) sent.push(await scene.sends([phone]));
        await scene.passes(3_000);
        must(pod.pid !== undefined, 'the second pod ended');
      } finally {
        await pod.kill();
        await db.alterDatabase('presence', 'reset default_transaction_read_only');
      }
    });
    for (const [i, phone] of phones.entries()) await scene.mustHaveRung(sent[i] ?? '', phone, 60_000);
    scene.mustHaveNoLetters(since);
  },
};

export const PODS: readonly Fault[] = [moves];
