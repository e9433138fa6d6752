// The causes of silence that nobody found in the topics: each is asked of `npm run why`, which must name cause and remedy.
import { deadLetter, messageSent, pushAddressed } from '@offline-push/contracts';
import { until } from '@offline-push/parts';
import { Desk } from '../certificates/desk';
import type { Fault } from '../fault';
import { must } from '../must';
import type { Scene } from '../scene';
import { command, mustSay, type Said } from './command';

const DEADLINE_MS = 30_000;

/** Asks until it says so: what it tells of comes on several topics, one after the other. */
async function whySays(scene: Scene, messageId: string, words: RegExp): Promise<Said> {
  let said: Said = { code: 0, text: 'nothing' };
  await until(DEADLINE_MS, `npm run why did not say ${words}`, async () => {
    said = await command(scene, 'why', '--message', messageId);
    return words.test(said.text) || undefined;
  }).catch((error: unknown) => must(false, `${String(error)}: ${said.text}`));
  return said;
}

const wrongSecret: Fault = {
  row: 'FF 3.3, FF 4.4',
  name: 'why: the credential of a certificate is refused',
  holds:
    'npm run why says that the lane is refused, since when and in the words of the vendor, and who must act',
  async run(scene) {
    const certificateId = await new Desk(scene).create('xiaomi', {
      credential: { appSecret: 'a-secret-that-nobody-knows' },
    });
    const phone = scene.phone('refused', { certificateId });
    await scene.kills(phone);
    const messageId = await scene.sends([phone]);
    const lane = `lane of certificate ${certificateId} \\(xiaomi\\) is refused by the vendor since .* 21301`;
    await whySays(
      scene,
      messageId,
      new RegExp(`still waits until .*${lane}.*For the certificates' operator`, 's'),
    );
  },
};

const throttledPhone: Fault = {
  row: 'FF 3.9',
  name: 'why: one phone hangs at the vendor',
  holds: 'npm run why says that the target still waits, in which lane and until when',
  async run(scene) {
    const phone = scene.phone('hanging', { token: `hang-${scene.fresh('hanging')}` });
    await scene.kills(phone);
    const messageId = await scene.sends([phone]);
    await until(
      DEADLINE_MS,
      'it was not addressed',
      () =>
        scene.stage.reader.seen(pushAddressed).some((event) => event.messageId === messageId) || undefined,
    );
    await whySays(scene, messageId, /still waits until .* UTC.*lane of certificate \d+ \(xiaomi\)/);
  },
};

const foreignCertificate: Fault = {
  row: 'FF 3.6',
  name: 'why: the client reports a certificate id that its app does not have',
  holds: 'npm run why says unknown-certificate, and that the developers of the app must act',
  async run(scene) {
    const phone = scene.phone('foreign', { certificateId: 99_999 });
    await scene.says(phone, 'logged-in');
    await scene.reports(phone);
    await scene.says(phone, 'disconnected');
    await scene.becomes(phone, 'offline');
    const messageId = await scene.sends([phone]);
    await whySays(scene, messageId, /unknown-certificate\..*For the app's developers: Is the id/);
  },
};

const brokenEvent: Fault = {
  row: 'FF 3.10, FF 4.7',
  name: 'why: the message was no event that could be read',
  holds: 'npm run why finds the dead letter by the message id inside its bytes, with the field and the rule',
  async run(scene) {
    const messageId = scene.fresh('broken');
    const before = scene.stage.reader.seen(deadLetter).length;
    await scene.publishRaw(messageSent, 'demo/c', [
      `{"app":"demo","messageId":"${messageId}","conversation":"c"}`,
    ]);
    await until(
      DEADLINE_MS,
      'no dead letter',
      () => scene.stage.reader.seen(deadLetter).length > before || undefined,
    );
    await whySays(
      scene,
      messageId,
      /dead letter of .*schema-violation.*\/recipients.*For whoever published it/s,
    );
  },
};

const neverPublished: Fault = {
  row: 'FF 3',
  name: 'why: the message was never published here',
  holds: 'npm run why says so, names the brokers and the newest message there, and ends with 1',
  async run(scene) {
    const said = await command(scene, 'why', '--message', scene.fresh('nowhere'));
    mustSay(said, /never seen: no message nowhere-\d+ on message\.sent\.v1 on the brokers /);
    must(said.code === 1, `it ended with ${said.code}`);
  },
};

export const WHY: readonly Fault[] = [
  wrongSecret,
  throttledPhone,
  foreignCertificate,
  brokenEvent,
  neverPublished,
];
