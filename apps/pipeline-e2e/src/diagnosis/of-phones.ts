// Checks 1 to 9, broken one by one: the user, the login, the link, the token.
import { presenceChanged } from '@offline-push/contracts';
import type { Broken, Scene } from './scene';

const DAY_MS = 86_400_000;

/** Nothing is heard of its link any more, and presence has to notice by itself. The message has to be judged before that. */
async function fallsSilent(scene: Scene, user: string): Promise<void> {
  const phone = scene.phone(user);
  await scene.says(phone, { change: 'logged-in' });
  await scene.stage.becomes(phone, 'online');
  await scene.sends(user);
  await scene.stage.reader.next(presenceChanged, (e) => e.user === user && e.cause === 'silent');
}

export const OF_PHONES: readonly Broken[] = [
  {
    ...{ number: 1, what: 'an account that nobody knows', word: 'stranger' },
    ...{ evidence: /unknown-user, decided \d{4}-/, who: 'gateway' },
    breaks: (scene, user) => scene.sends(user),
  },
  {
    ...{ number: 2, what: 'a message to its own sender', word: 'sender' },
    ...{ evidence: /own-message, decided/, who: 'nobody' },
    breaks: async (scene, user) => {
      await scene.killed(user);
      await scene.sends(user, { sender: user });
    },
  },
  {
    ...{ number: 3, what: 'a login that another login took out', word: 'kicked' },
    ...{ evidence: /kicked, decided/, who: 'nobody' },
    breaks: async (scene, user) => {
      const phone = await scene.killed(user);
      await scene.says(phone, { change: 'kicked' });
      await scene.stage.becomes(phone, 'logged-out');
      await scene.sends(user);
    },
  },
  {
    ...{ number: 3, what: 'a logout, asked of the user', word: 'left', isNow: true },
    ...{ evidence: /The user logged out on this device/, who: 'nobody' },
    breaks: async (scene, user) => scene.says(await scene.killed(user), { change: 'logged-out' }),
  },
  {
    ...{ number: 4, what: 'a phone that was not seen for eight days', word: 'away' },
    ...{ evidence: /out-of-reach, decided/, who: 'platform' },
    breaks: async (scene, user) => {
      const phone = scene.phone(user);
      const atMs = Date.now() - 8 * DAY_MS;
      await scene.says(phone, { change: 'logged-in', atMs });
      await scene.says(phone, { change: 'disconnected', atMs });
      await scene.stage.chat.reports(phone, scene.certificateOf('xiaomi'), phone.token);
      await scene.stage.isBound(phone);
      await scene.sends(user);
    },
  },
  {
    ...{ number: 5, what: 'a desktop', word: 'desktop' },
    ...{ evidence: /not-pushable, decided/, who: 'nobody' },
    breaks: async (scene, user) => {
      const phone = scene.phone(user);
      await scene.says(phone, { change: 'logged-in', platform: 'windows' });
      await scene.stage.becomes(phone, 'online');
      await scene.says(phone, { change: 'disconnected', platform: 'windows' });
      await scene.stage.becomes(phone, 'logged-out');
      await scene.sends(user);
    },
  },
  {
    ...{ number: 6, what: 'an app that is connected', word: 'connected' },
    ...{ evidence: /online, decided/, who: 'gateway' },
    breaks: async (scene, user) => {
      const phone = scene.phone(user);
      await scene.says(phone, { change: 'logged-in' });
      await scene.stage.becomes(phone, 'online');
      const beats = setInterval(() => void scene.says(phone, { change: 'connected' }), 2_000);
      await scene.sends(user).finally(() => clearInterval(beats));
      await scene.says(phone, { change: 'disconnected' });
    },
  },
  {
    ...{ number: 7, what: 'a link that was dead before presence noticed', word: 'silent' },
    ...{ evidence: /last sign of life was at \d{4}-.* noticed the silence at \d{4}-/, who: 'gateway' },
    breaks: fallsSilent,
  },
  {
    ...{ number: 8, what: 'an app that reported no token', word: 'tokenless' },
    ...{ evidence: /no-binding, decided/, who: 'client' },
    breaks: async (scene, user) => {
      const phone = scene.phone(user);
      await scene.stage.chat.says(['logged-in', phone], ['disconnected', phone]);
      await scene.stage.becomes(phone, 'offline');
      await scene.sends(user);
    },
  },
  {
    ...{ number: 9, what: 'an app that did not report after its last login', word: 'unreported' },
    ...{ evidence: /not-reported-since-login, decided/, who: 'client' },
    breaks: async (scene, user) => {
      const phone = await scene.killed(user);
      await scene.says(phone, { change: 'logged-out' });
      await scene.stage.isBound(phone, 'unbound');
      const next = { ...phone, session: `${user}-2` };
      await scene.stage.chat.says(['logged-in', next], ['disconnected', next]);
      await scene.stage.becomes(next, 'offline');
      await scene.sends(user);
    },
  },
];
