// One session, one message and one policy that the tests bend to their case: bob's phone, killed an hour ago, and a text from alice.
import { type MessageSent, messageSent } from '@offline-push/contracts';
import type { Policy } from './policy';
import type { Link } from './sessions/link';
import type { Session } from './sessions/session';

export const NOW_MS = 1_795_500_000_000;
export const SECOND_MS = 1000;
export const HOUR_MS = 3600 * SECOND_MS;
export const DAY_MS = 24 * HOUR_MS;

export const POLICY: Policy = {
  reachMs: 7 * DAY_MS,
  silenceMs: 400 * SECOND_MS,
  freshMs: 6 * HOUR_MS,
  graceMs: 3 * SECOND_MS,
  pushInBackground: true,
  muteWhileDesktopOnline: false,
};

/** Without a name; a sign of life is one by every clock. */
export const aLink = ({ aliveAtMs = NOW_MS - 2 * HOUR_MS, ...about }: Partial<Link> = {}): Link => ({
  ...{
    gateway: '',
    link: '',
    firstAtMs: aliveAtMs,
    aliveAtMs,
    seenAtMs: aliveAtMs,
    downsAtMs: [],
    phases: [],
  },
  ...about,
});

/** Logged in two hours ago, killed an hour ago: the phone that must ring. */
export const killedPhone = (about: Partial<Session> = {}): Session => ({
  app: 'demo',
  user: 'bob',
  device: 'bobs-phone',
  session: 's-1',
  platform: 'android',
  platformAtMs: NOW_MS - 2 * HOUR_MS,
  login: 'in',
  endedAtMs: 0,
  loggedInAtMs: NOW_MS - 2 * HOUR_MS,
  links: [aLink({ downsAtMs: [NOW_MS - HOUR_MS] })],
  seenAtMs: NOW_MS - HOUR_MS,
  activeAtMs: NOW_MS - 2 * HOUR_MS,
  ...about,
});

const MINUTE_AGO_MS = NOW_MS - 60 * SECOND_MS;

/** Connected for two hours, with a heartbeat a minute ago. */
export const connectedPhone = (about: Partial<Session> = {}, link: Partial<Link> = {}): Session =>
  killedPhone({
    links: [aLink({ aliveAtMs: MINUTE_AGO_MS, firstAtMs: NOW_MS - 2 * HOUR_MS, ...link })],
    ...{ seenAtMs: MINUTE_AGO_MS, activeAtMs: MINUTE_AGO_MS, ...about },
  });

export const messageToBob = (about: Partial<MessageSent> = {}): MessageSent => ({
  ...(messageSent.examples['usual'] as MessageSent),
  ...about,
});
