// A token that its vendor called dead a moment ago.
import { tokenOf } from '@offline-push/platform';
import { Desk } from '../certificates/desk';
import type { Fault } from '../fault';
import { must } from '../must';

/** From the vendor's answer to the last byte of another call that was on its way. */
const AT_ONCE_MS = 300;

const dead: Fault = {
  row: 'P17, V6',
  name: 'forty messages, 25 ms apart, to a phone whose token dies with the first',
  holds: 'no call begins later than a moment after the verdict, and none rings',
  async run(scene) {
    const user = scene.fresh('dies');
    const certificateId = await new Desk(scene).create('meizu');
    const phone = scene.phone('dies', {
      ...{ user, vendor: 'meizu', certificateId },
      token: tokenOf('meizu', `dead-${user}`),
    });
    await scene.kills(phone);
    const sent: string[] = [];
    for (let i = 0; i < 40; i++) {
      sent.push(await scene.sends([phone]));
      await scene.passes(25);
    }
    for (const messageId of sent) {
      const fate = await scene.fate(messageId, phone);
      must(fate !== 'nowhere' && fate !== 'accepted', `${messageId} ended as ${fate}`);
    }
    const [first, ...others] = await scene.sandbox.callsTo(phone.token);
    const late = others.filter(({ atMs }) => atMs - (first?.atMs ?? 0) > AT_ONCE_MS);
    must(first !== undefined && late.length === 0, `${late.length} of ${others.length + 1} calls came late`);
  },
};

export const TOKENS: readonly Fault[] = [dead];
