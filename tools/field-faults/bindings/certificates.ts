// Certificates that phones use: counted, moved, deleted, and not in effect yet.
import { certificateUsed } from '@offline-push/contracts';
import { type Fault, must } from '../fault';
import type { FieldPhone, Scene } from '../scene';

const counted = (scene: Scene, certificateId: number, bindings: number): Promise<unknown> =>
  scene.stage.reader.next(
    certificateUsed,
    (event) => event.certificateId === certificateId && event.bindings === bindings,
  );

const move = (scene: Scene, from: number, to: number): Promise<{ moved: number; isDone: boolean }> =>
  scene.platform.api.post('device-bindings', `/v1/apps/${scene.stage.tenant.app}/bindings:move`, {
    from,
    to,
  });

async function twoCertificates(scene: Scene): Promise<{ phone: FieldPhone; to: number }> {
  const [from, to] = [
    await scene.newCertificate('xiaomi', scene.fresh('old')),
    await scene.newCertificate('xiaomi', scene.fresh('new')),
  ];
  const phone = scene.phone('moves', { certificateId: from });
  await scene.kills(phone);
  return { phone, to };
}

const moves: Fault = {
  row: 'issue 10 §1',
  name: 'the bindings of a certificate move to another one, twice',
  holds: 'the counts of both are told, and the phone rings once by the other one',
  async run(scene) {
    const { phone, to } = await twoCertificates(scene);
    await counted(scene, phone.certificateId, 1);
    const first = await move(scene, phone.certificateId, to);
    must(first.moved === 1 && first.isDone, `the answer: ${JSON.stringify(first)}`);
    const second = await move(scene, phone.certificateId, to);
    must(second.moved === 0 && second.isDone, `the second answer: ${JSON.stringify(second)}`);
    await counted(scene, to, 1);
    await counted(scene, phone.certificateId, 0);
    await scene.mustRing(phone);
  },
};

export const CERTIFICATES: readonly Fault[] = [moves];
