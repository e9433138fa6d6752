// Certificates that phones use: counted, moved, deleted, and not in effect yet.
import { certificateUsed } from '@offline-push/contracts';
import { until } from '@offline-push/parts';
import { newFakes } from '@offline-push/vendor-fakes';
import { Desk } from '../certificates/desk';
import type { Fault } from '../fault';
import { must } from '../must';
import { judgedAs } from '../lanes/found';
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

const waitsForWrong: Fault = {
  row: 'issue 10 §1',
  name: 'a push waits since its certificate has a wrong AppSecret, and its binding moves to a good one',
  holds: 'the push that waits rings once, by the good one',
  async run(scene) {
    const { settings } = newFakes().find(({ vendor }) => vendor === 'xiaomi')?.sample ?? {};
    const credential = { appSecret: scene.fresh('a-secret-that-opens-nothing') };
    const from = await new Desk(scene).create('xiaomi', { settings, credential });
    const phone = scene.phone('waits', { certificateId: from });
    await scene.kills(phone);
    const waits = await scene.sends([phone]);
    await judgedAs(scene, from, 'refused');
    const to = scene.stage.tenant.certificates['xiaomi'] ?? 0;
    const { moved } = await move(scene, from, to);
    must(moved === 1, `${moved} bindings moved`);
    await scene.mustHaveRung(waits, phone, 30_000);
  },
};

const underDeleted: Fault = {
  row: 'issue 10 §1',
  name: 'a phone reports under a certificate that was deleted, and then under a good one',
  holds: 'the first report is refused, and the phone rings after the second',
  async run(scene) {
    const gone = await new Desk(scene).create('xiaomi');
    await new Desk(scene).changes('DELETE', gone);
    const phone = scene.phone('late', { certificateId: gone });
    await scene.says(phone, 'logged-in');
    const { app, ...report } = scene.reportOf(phone);
    const isRefused = (): Promise<true | undefined> =>
      scene.platform.api.post('device-bindings', `/v1/apps/${app}/bindings`, report, 'service').then(
        () => undefined,
        (error: unknown) => (String(error).includes('certificate-deleted') ? true : undefined),
      );
    await until(60_000, 'the report was not refused as certificate-deleted', isRefused);
    const mended = { ...phone, certificateId: scene.stage.tenant.certificates['xiaomi'] ?? 0 };
    await scene.kills(mended);
    await scene.mustRing(mended);
  },
};

export const CERTIFICATES: readonly Fault[] = [moves, waitsForWrong, underDeleted];
