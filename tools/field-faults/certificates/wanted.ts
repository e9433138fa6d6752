// A certificate that was saved wrong is wanted at once.
import type { Fault } from '../fault';
import { must } from '../must';
import { Desk } from './desk';

const wanted: Fault = {
  row: 'FF 4.8, 3.8',
  name: 'with a delay of an hour a certificate is saved, mended, and then wanted at once',
  holds: 'mending it does not begin the hour anew, and effective "now" makes its phone ring',
  own: { env: { certificates: { CERTIFICATES_EFFECTIVE_AFTER_SECONDS: '3600' } } },
  async run(scene) {
    const desk = new Desk(scene);
    const { settings } = desk.formOf('xiaomi');
    const id = await desk.create('xiaomi');
    const first = (await desk.read(id)).body;
    await scene.passes(1_100);
    const mended = { name: 'mended', settings: { ...settings, channelId: 'mended' } };
    const edited = await desk.changes('PUT', id, '', mended);
    must(
      edited.effectiveAtMs === first.effectiveAtMs,
      `mending moved the time by ${edited.effectiveAtMs - first.effectiveAtMs} ms`,
    );
    await desk.changes('PUT', id, '', { name: 'now', settings, effective: 'now' });
    await desk.told(id, ({ versions }) => (versions.at(-1)?.effectiveAtMs ?? Infinity) < first.effectiveAtMs);
    const phone = scene.phone('wanted', { certificateId: id });
    await scene.kills(phone);
    await scene.mustRing(phone);
  },
};

export const WANTED: readonly Fault[] = [wanted];
