// One session, one message and one policy that the tests bend to their case: bob's phone, killed an hour ago, and a text from alice.
import { type MessageSent, messageSent } from '@offline-push/contracts';
import type { Policy } from './policy';
import type { Session } from './session';

export const NOW_MS = 1_795_500_000_000;
export const SECOND_MS = 1000;
export const HOUR_MS = 3600 * SECOND_MS;
export const DAY_MS = 24 * HOUR_MS;

export const POLICY: Policy = {
  reachMs: 7 * DAY_MS,
  silenceMs: 400 * SECOND_MS,
  pushInBackground: true,
  muteWhileDesktopOnline: false,
};

/** Logged in two hours ago, killed an hour ago: the phone that must ring. */
export const killedPhone = (about: Partial<Session> = {}): Session => ({
  app: 'demo',
  user: 'bob',
  device: 'bobs-phone',
  session: 's-1',
  platform: 'android',
  platformAtMs: NOW_MS - 2 * HOUR_MS,
  login: 'in',
  loginAtMs: NOW_MS - 2 * HOUR_MS,
  loggedInAtMs: NOW_MS - 2 * HOUR_MS,
  link: 'down',
  linkAtMs: NOW_MS - HOUR_MS,
  phase: 'foreground',
  phaseAtMs: NOW_MS - 2 * HOUR_MS,
  seenAtMs: NOW_MS - HOUR_MS,
  ...about,
});

/** Connected, with a heartbeat a minute ago. */
export const connectedPhone = (about: Partial<Session> = {}): Session =>
  killedPhone({ link: 'up', linkAtMs: NOW_MS - 60 * SECOND_MS, seenAtMs: NOW_MS - 60 * SECOND_MS, ...about });

export const messageToBob = (about: Partial<MessageSent> = {}): MessageSent => ({
  ...(messageSent.examples['usual'] as MessageSent),
  ...about,
});
