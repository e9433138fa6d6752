// Checks 21 to 28, broken one by one: the call, the phone, the tests. Two of them nothing can break from outside, and they say so:
// 26, because no vendor of ours reports that a notification was wiped away, and 27, which a person has to ask for.
import { pushAttempted } from '@offline-push/contracts';
import { type Broken, messageOf, type Scene } from './scene';

/** To a phone whose token tells its vendor's fake what becomes of the push. */
const tokenSays =
  (word: string): Broken['breaks'] =>
  async (scene, user) => {
    await scene.killed(user, { word });
    await scene.sends(user);
  };

/** Under a certificate of its own: what the vendor answers closes its lane. */
async function calledInVain(scene: Scene, user: string, word: string): Promise<void> {
  await scene.killed(user, { word }, await scene.certificate('xiaomi'));
  await scene.publishes(user);
  const messageId = messageOf(user);
  await scene.stage.reader.next(pushAttempted, ({ results }) =>
    results.some(({ targets }) => targets.some((target) => target.messageId === messageId)),
  );
}

/** Its core was two minutes late with it. */
async function rangLate(scene: Scene, user: string): Promise<void> {
  const phone = scene.phone(user);
  const atMs = Date.now() - 180_000;
  await scene.says(phone, { change: 'logged-in', atMs });
  await scene.stage.chat.reports(phone, scene.certificateOf('xiaomi'), phone.token);
  await scene.stage.isBound(phone);
  await scene.says(phone, { change: 'disconnected', atMs });
  await scene.stage.becomes(phone, 'offline');
  await scene.sends(user, { sentAtMs: Date.now() - 120_000 });
}

export const OF_CALLS: readonly Broken[] = [
  {
    ...{ number: 21, what: 'a lane that a person paused until the message was over', word: 'paused' },
    ...{ evidence: /expired at .*: lane-paused the vendor asked us to wait/, who: 'operator' },
    breaks: async (scene, user) => {
      const certificateId = await scene.certificate('xiaomi');
      await scene.killed(user, {}, certificateId);
      await scene.pauses(certificateId);
      await scene.sends(user, { lifetimeSeconds: 10 });
    },
  },
  {
    ...{ number: 22, what: 'a vendor that is down', word: 'down' },
    ...{ evidence: /unavailable at .*: 10001/, who: 'operator' },
    breaks: (scene, user) => calledInVain(scene, user, 'http500'),
  },
  {
    ...{ number: 22, what: 'a token that is dead', word: 'dead' },
    ...{ evidence: /token-dead at /, who: 'client' },
    breaks: tokenSays('dead'),
  },
  {
    ...{ number: 23, what: 'a vendor that takes no more', word: 'busy' },
    ...{ evidence: /throttled at /, who: 'operator' },
    breaks: (scene, user) => calledInVain(scene, user, 'busy'),
  },
  {
    ...{ number: 24, what: 'a phone that has lost the app', word: 'gone' },
    ...{ evidence: /token-dead at .*16/, who: 'client' },
    breaks: tokenSays('gone'),
  },
  {
    ...{ number: 25, what: 'a phone whose user wants no notifications', word: 'blocked' },
    ...{ evidence: /blocked at /, who: 'client' },
    breaks: tokenSays('muted'),
  },
  {
    ...{ number: 26, what: 'a notification that nobody opened', word: 'unopened', isUnknown: true },
    ...{ evidence: /Nobody reported a click/, who: 'nobody' },
    breaks: tokenSays('ok'),
  },
  {
    ...{ number: 27, what: 'a phone that nobody has tested', word: 'untested', isUnknown: true },
    ...{ evidence: /No test was made/, who: 'operator' },
    breaks: tokenSays('ok'),
  },
  {
    ...{ number: 28, what: 'a push that took two minutes', word: 'late' },
    ...{ evidence: /Sent at .*, at the phone at /, who: 'platform' },
    breaks: rangLate,
  },
];
