// A newcomer's first commands, mistyped: what was refused must not have reached a topic.
import { presenceChanged, sessionChanged } from '@offline-push/contracts';
import type { Fault } from '../fault';
import { must } from '../must';
import { command, mustSay } from './command';

const typos: Fault = {
  row: 'FF 2.3',
  name: 'send: a typo, a session without a device, a text that looks like a number',
  holds: 'typos and gaps are refused with 2 and publish nothing; the text is published as a text',
  async run(scene) {
    const user = scene.fresh('typo');
    const typo = await command(scene, 'send', 'message', '--to', user, '--txet', 'x');
    mustSay(typo, /--txet is not known here: did you mean --text\?/);
    const gap = await command(scene, 'send', 'session', '--user', user, '--change', 'logged-in');
    mustSay(gap, /--device is missing/);
    must(typo.code === 2 && gap.code === 2, `they ended with ${typo.code} and ${gap.code}`);
    const phone = scene.phone('typo', { user });
    await scene.kills(phone);
    const devices = new Set(
      scene.stage.reader
        .seen(presenceChanged)
        .flatMap((event) => (event.user === user ? [event.device] : [])),
    );
    must(devices.size === 1, `${sessionChanged.name} was told of ${[...devices].join(', ')}`);
    const id = scene.fresh('typed');
    const sent = await command(scene, 'send', 'message', '--to', user, '--text', '123', '--id', id);
    must(sent.code === 0, `it ended with ${sent.code}: ${sent.text}`);
    must((await scene.fate(id, phone)) === 'accepted', `${id} did not ring`);
    must((await scene.rang(id, phone, '123')) === 1, 'the text is not on the screen as it was typed');
  },
};

export const SEND: readonly Fault[] = [typos];
