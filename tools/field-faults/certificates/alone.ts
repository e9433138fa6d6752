// The broker goes, and an operator wants to save a certificate all the same.
import { until } from '@offline-push/parts';
import type { Fault } from '../fault';
import { must } from '../must';
import { Desk } from './desk';

const alone: Fault = {
  row: 'section 1',
  name: 'the broker is away while an operator saves a certificate and tries another again',
  holds:
    'certificates is ready and notes what it cannot read; what was saved is told when the broker is back',
  own: {},
  async run(scene) {
    const desk = new Desk(scene);
    const { certificates } = scene.platform.programs;
    const id = await desk.create('xiaomi');
    const { resumedAtMs } = await desk.changes('POST', id, '/resume');
    await scene.platform.parts.cluster.kill(1);
    await certificates.restart();
    await until(30_000, 'ready did not note what cannot be read', async () => {
      const { status, words } = await scene.probe('certificates', 'ready');
      must(status === 200, `ready says ${status}: ${words}`);
      return /health and bindings may be old/.test(words) ? true : undefined;
    });
    const late = await desk.create('xiaomi');
    const again = await desk.changes('POST', id, '/resume');
    must((again.resumedAtMs ?? 0) > (resumedAtMs ?? 0), `resumed at ${again.resumedAtMs}`);
    await scene.platform.parts.cluster.start(1);
    await desk.told(late, () => true);
    await desk.told(id, (event) => event.resumedAtMs === again.resumedAtMs);
    const phone = scene.phone('late', { certificateId: late });
    await scene.isWell();
    await scene.kills(phone);
    await scene.mustRing(phone, 30_000);
  },
};

export const ALONE: readonly Fault[] = [alone];
