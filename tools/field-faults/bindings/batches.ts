// What one phone says in one batch, which a broker stamps with one time: its order is that of the records.
import { bindingReported, sessionChanged } from '@offline-push/contracts';
import type { Fault } from '../fault';

const offAndOn: Fault = {
  row: 'section 5',
  name: 'push off, push on with a new token, back to the old one, all in one batch',
  holds: 'the last report counts: the phone rings once with it',
  short: true,
  async run(scene) {
    const phone = scene.phone('toggles');
    const next = { ...phone, token: `${phone.token}-next` };
    await scene.kills(phone);
    const off = { ...scene.reportOf(phone), binding: null };
    await scene.publishAll(bindingReported, [off, scene.reportOf(next), off, scene.reportOf(phone)]);
    await scene.isBound(phone, 'unbound');
    await scene.isBound(phone);
    await scene.isBound(phone);
    await scene.mustRing(phone);
  },
};

const loginsAtOnce: Fault = {
  row: 'section 5',
  name: 'two logins of one phone in one batch, the second with an id that sorts before the first',
  holds:
    'the second one has the phone and rings by its earlier token; after its own report it rings by that one',
  async run(scene) {
    const phone = scene.phone('twice');
    await scene.kills(phone);
    const [first, second] = [
      { ...phone, session: `${phone.user}-z` },
      { ...phone, session: `${phone.user}-a` },
    ];
    const facts = [first, second].flatMap((one) => [
      scene.factOf(one, 'logged-in'),
      scene.factOf(one, 'disconnected'),
    ]);
    await scene.publishAll(sessionChanged, facts);
    await scene.passes(1_500);
    await scene.mustRing(second);
    const next = { ...second, token: `${phone.token}-next` };
    await scene.reports(first);
    await scene.reports(next);
    await scene.isBound(next);
    await scene.mustRing(next);
  },
};

const reconnects: Fault = {
  row: 'section 4',
  name: 'a phone that reconnects 600 times in one batch without names of links, and is gone at its end',
  holds: 'the last record counts: the phone rings; after one connect more it does not',
  async run(scene) {
    const phone = scene.phone('flaps');
    await scene.kills(phone);
    const flap = [scene.factOf(phone, 'connected'), scene.factOf(phone, 'disconnected')];
    await scene.publishAll(sessionChanged, Array.from({ length: 600 }, () => flap).flat());
    await scene.passes(2_000);
    await scene.mustRing(phone);
    await scene.publishAll(sessionChanged, [
      ...Array.from({ length: 600 }, () => flap).flat(),
      scene.factOf(phone, 'connected'),
    ]);
    await scene.passes(2_000);
    await scene.mustNotRing(phone, 'online', 'seen-since');
  },
};

export const BATCHES: readonly Fault[] = [offAndOn, loginsAtOnce, reconnects];
