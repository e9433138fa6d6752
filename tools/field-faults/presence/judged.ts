// A message is judged by what was true when it was sent, and once: lag, group resets, a first start, late messages, the same one twice.
import {
  messageSent,
  type PushAddressed,
  pushAddressed,
  type PushOutcome,
  pushOutcome,
} from '@offline-push/contracts';
import type { ServiceName } from '@offline-push/platform';
import { administered } from '../clients/database';
import { forget, setBack } from '../clients/groups';
import type { Fault } from '../fault';
import { must } from '../must';
import type { FieldPhone, Scene } from '../scene';

const HOUR_MS = 3_600_000;

const seenSince: Fault = {
  row: '3.2',
  name: 'a message waits for presence; the app is opened and closed meanwhile',
  holds: 'the device has had it: seen-since, and nothing rings; a phone that stayed away rings',
  async run(scene) {
    const [opened, away] = [scene.phone('opened'), scene.phone('away')];
    await scene.kills(opened, away);
    await scene.platform.programs.presence.stop();
    const messageId = await scene.sends([opened, away]);
    await scene.passes(200);
    await scene.says(opened, 'connected');
    await scene.says(opened, 'disconnected');
    await scene.platform.programs.presence.start();
    await scene.mustHaveRung(messageId, away, 45_000);
    await scene.mustNotHaveRung(messageId, opened, ['seen-since', 'online']);
  },
};

const onlineThen: Fault = {
  row: '3.2',
  name: 'a message waits for presence; its reader was online when it was sent and is offline now',
  holds: 'the device has had it over its link: nothing rings',
  async run(scene) {
    const phone = scene.phone('was-online');
    await scene.kills(phone);
    await scene.says(phone, 'connected');
    await scene.becomes(phone, 'online');
    await scene.platform.programs.presence.stop();
    const messageId = await scene.sends([phone]);
    await scene.passes(1_000);
    await scene.says(phone, 'disconnected');
    await scene.platform.programs.presence.start();
    await scene.mustNotHaveRung(messageId, phone, ['seen-since', 'online']);
  },
};

const late: Fault = {
  row: '3.4, section 4',
  name: 'a message that was sent seven hours ago and lives a day',
  holds: 'it is too old to ring, and says so',
  async run(scene) {
    const phone = scene.phone('late');
    await scene.kills(phone);
    const old = await scene.sends([phone], { sentAtMs: Date.now() - 7 * HOUR_MS, lifetimeSeconds: 86_400 });
    await scene.mustNotHaveRung(old, phone, ['too-old', 'seen-since']);
  },
};

const GROUPS: [group: string, service: ServiceName][] = [
  ['presence.push', 'presence'],
  ['device-bindings.push', 'device-bindings'],
  ['dispatch.push', 'dispatch'],
];

/** One rang, one was online; now both are offline, and everything is read again. */
const reset = GROUPS.map(
  ([group, service]): Fault => ({
    row: '3.2, P23',
    name: `the group ${group} is set back to the beginning`,
    holds: 'nobody rings for what was decided before, each device stays in one place, and new messages ring',
    async run(scene) {
      const [rang, online] = [scene.phone('rang'), scene.phone('was-online')];
      await scene.kills(rang);
      await scene.says(online, 'logged-in');
      await scene.reports(online);
      await scene.isBound(online);
      const messageId = await scene.sends([rang, online]);
      await scene.mustHaveRung(messageId, rang);
      await scene.mustNotHaveRung(messageId, online, ['online', 'seen-since']);
      await scene.says(online, 'disconnected');
      await scene.becomes(online, 'offline');
      const before = await scene.sandbox.count();
      const program = scene.platform.programs[service];
      await program.stop();
      await setBack(scene, group);
      await program.start();
      await scene.passes(6_000);
      const after = await scene.sandbox.count();
      must(after.calls === before.calls, `${after.calls - before.calls} calls to vendors after the reset`);
      for (const { user } of [rang, online]) {
        const places = new Set(scene.gated(messageId).filter((place) => place.startsWith(`${user} `)));
        must(places.size === 1, `${user} is in several places: ${[...places].join(', ')}`);
      }
      await scene.mustRing(rang);
      await scene.mustRing(online);
    },
  }),
);

const twice: Fault = {
  row: 'P23',
  name: 'a message is published again after its device has connected',
  holds: 'the first decision counts: the device is in one place only, and rang once',
  short: true,
  async run(scene) {
    const phone = scene.phone('twice');
    await scene.kills(phone);
    const message = scene.messageTo([phone]);
    await scene.publish(messageSent, message);
    await scene.mustHaveRung(message.messageId, phone);
    await scene.says(phone, 'connected');
    await scene.becomes(phone, 'online');
    await scene.publish(messageSent, message);
    const next = await scene.sends([phone], { conversation: message.conversation });
    await scene.mustNotHaveRung(next, phone, ['online', 'seen-since']);
    const places = new Set(scene.gated(message.messageId));
    must(places.size === 1, `the device is in several places: ${[...places].join(', ')}`);
    must((await scene.rang(message.messageId, phone)) === 1, 'it rang again');
  },
};

/** As on the day when presence is deployed beside a topic that is full already. */
const firstStart: Fault = {
  row: '3.2',
  name: 'presence starts for the first time on a topic with old messages',
  holds: 'what is older than ten minutes is before-start and rings nobody; what is younger rings',
  own: {},
  deadlineMs: 180_000,
  async run(scene) {
    const phone = scene.phone('first');
    await scene.kills(phone);
    const program = scene.platform.programs.presence;
    await program.stop();
    await forget(scene, ['presence.push', 'presence.state']);
    await administered(scene, async (db) => {
      const name = db.nameOf('presence');
      await db.terminate('presence');
      await db.run(`drop database "${name}"`);
      await db.run(`create database "${name}"`);
    });
    const minutesAgo = (minutes: number): { sentAtMs: number } => ({
      sentAtMs: Date.now() - minutes * 60_000,
    });
    const old = await scene.sends([phone], minutesAgo(12));
    const young = await scene.sends([phone]);
    await program.start();
    await scene.mustHaveRung(young, phone, 60_000);
    await scene.mustNotHaveRung(old, phone, ['before-start', 'seen-since', 'too-old']);
  },
};

const evenIfOnline: Fault = {
  row: '3.6',
  name: 'no acknowledgement: the message again with evenIfOnline, whole, named, and once more',
  holds: 'devices that were stopped as online ring once, the named ones only, and nobody twice',
  short: true,
  async run(scene) {
    const [first, second, killed] = [scene.phone('online-a'), scene.phone('online-b'), scene.phone('killed')];
    await scene.kills(killed);
    for (const phone of [first, second]) {
      await scene.says(phone, 'logged-in');
      await scene.reports(phone);
      await scene.isBound(phone);
    }
    const message = scene.messageTo([first, second, killed]);
    await scene.publish(messageSent, message);
    await scene.mustHaveRung(message.messageId, killed);
    await scene.mustNotHaveRung(message.messageId, first, ['online', 'seen-since']);
    await scene.publish(messageSent, { ...message, evenIfOnline: [first.user] });
    await hasAlerted(scene, message.messageId, first);
    must((await scene.rang(message.messageId, second)) === 0, 'one that was not named rang');
    for (let i = 0; i < 2; i++) await scene.publish(messageSent, { ...message, evenIfOnline: true });
    await hasAlerted(scene, message.messageId, second);
    await scene.passes(2_000);
    for (const phone of [first, second, killed])
      must(
        (await scene.callsTo(phone)) === 1,
        `${phone.user} was called ${await scene.callsTo(phone)} times`,
      );
  },
};

async function hasAlerted(scene: Scene, messageId: string, { user }: FieldPhone): Promise<void> {
  const isIt = (event: PushAddressed): boolean =>
    event.messageId === messageId && event.onward.some((target) => target.user === user);
  await scene.stage.reader.next(pushAddressed, isIt, 60_000);
  const isEnd = (event: PushOutcome): boolean =>
    event.messageId === messageId &&
    event.outcomes.some((one) => one.user === user && one.state === 'accepted');
  await scene.stage.reader.next(pushOutcome, isEnd, 60_000);
}

export const JUDGED: readonly Fault[] = [
  seenSince,
  onlineThen,
  late,
  twice,
  evenIfOnline,
  ...reset,
  firstStart,
];
