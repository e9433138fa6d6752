// A certificate that phones use is given up by mistake.
import type { Fault } from '../fault';
import { must } from '../must';
import { Desk } from './desk';

const deleted: Fault = {
  row: 'feature 24, scenario 7',
  name: 'a certificate is deleted while a phone uses it',
  holds:
    'refused with the number of bindings; forced, its phone is stopped as certificate-deleted; restored under its id, the phone rings again',
  async run(scene) {
    const desk = new Desk(scene);
    const id = await desk.create('xiaomi');
    const phone = scene.phone('given-up', { certificateId: id });
    await scene.kills(phone);
    await scene.mustRing(phone);
    await desk.becomes(id, 'its binding was not counted', ({ bindings }) => bindings === 1);
    const refused = await desk.change('DELETE', id);
    must(
      refused.status === 409 && /certificate-in-use/.test(refused.text) && /\b1 binding/.test(refused.text),
      `deleting it: ${refused.status} ${refused.text}`,
    );
    await scene.mustRing(phone);

    const gone = await desk.changes('DELETE', id, '?force=true');
    must(gone.state === 'deleted', `forced, its state is ${gone.state}`);
    const event = await desk.told(id, ({ state }) => state === 'deleted');
    await scene.mustNotRing(phone, 'certificate-deleted');
    const edited = await desk.change('POST', id, '/resume');
    must(edited.status === 409, `resuming a deleted one: ${edited.status}`);

    const restored = await desk.changes('POST', id, '/restore');
    must(restored.id === id && restored.state === 'enabled', `restored: ${JSON.stringify(restored)}`);
    await desk.told(id, ({ state, changedAtMs }) => state === 'enabled' && changedAtMs > event.changedAtMs);
    await scene.mustRing(phone);
  },
};

export const DELETED: readonly Fault[] = [deleted];
