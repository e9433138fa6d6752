// Checks 1 to 7: is there somebody to push, and was a push needed? Pure.
import type { Found } from './finding';
import { fail, pass, timeOf, unknown } from './finding';
import { byGate, gateStopOf, gateWouldSay, NO_MESSAGE } from './decided';
import { byCalls } from './blame';
import type { Known } from './known';

const NOT_TOLD = 'Nothing is known of the sessions of this user.';
const DAY_MS = 86_400_000;

export function account(known: Known): Found {
  const { presence, user } = known;
  const decided = byGate('account', known);
  if (decided !== undefined) return decided;
  if (presence === null) return gateWouldSay('unknown-user', `${user} is not known to presence.`);
  return presence === undefined
    ? unknown(NOT_TOLD)
    : pass(`A session was seen at ${timeOf(presence.sinceMs)}.`);
}

export function recipient(known: Known): Found {
  const { story, person, user } = known;
  if (story === undefined) return unknown(NO_MESSAGE);
  if (story === null)
    return fail(
      'No story of such a message is kept in this app: it was not published here, or too long ago.',
    );
  if (person === undefined) return fail(`${user} is not among the recipients of ${story.messageId}.`);
  if (story.sent?.sender === user && person.stop === undefined && person.devices.size === 0)
    return gateWouldSay('own-message', `${user} sent it.`);
  return byGate('recipient', known) ?? pass(`${user} is among the recipients of ${story.messageId}.`);
}

export function login(known: Known): Found {
  const { presence } = known;
  const decided = byCallsOrGate('login', known);
  if (decided !== undefined) return decided;
  if (presence === undefined || presence === null) return unknown(NOT_TOLD);
  const since = `Since ${timeOf(presence.sinceMs)}.`;
  if (presence.endedBy !== undefined) return gateWouldSay(presence.endedBy, since);
  if (presence.status === 'logged-out') return gateWouldSay('logged-out', since);
  return presence.loggedInAtMs === undefined
    ? gateWouldSay('never-logged-in', since)
    : pass(`Logged in since ${timeOf(presence.loggedInAtMs)}.`);
}

export function reach(known: Known): Found {
  const { presence, bounds, nowMs } = known;
  const decided = byGate('reach', known);
  if (decided !== undefined) return decided;
  if (presence?.seenAtMs === undefined || bounds === undefined) return unknown(NOT_TOLD);
  const seen = `Last seen at ${timeOf(presence.seenAtMs)}.`;
  return nowMs - presence.seenAtMs > bounds.reachMs
    ? gateWouldSay('out-of-reach', `${seen} The window is ${Math.round(bounds.reachMs / DAY_MS)} days.`)
    : pass(seen);
}

export function platform(known: Known): Found {
  const { presence, bounds } = known;
  const decided = byGate('platform', known);
  if (decided !== undefined) return decided;
  if (presence?.platform === undefined || bounds === undefined)
    return unknown('Nobody said which platform it is.');
  return bounds.pushable.includes(presence.platform)
    ? pass(`${presence.platform} is pushed.`)
    : gateWouldSay('not-pushable', `It is ${presence.platform}.`);
}

export function link(known: Known): Found {
  const { presence, story } = known;
  if (isSilentLoss(known)) return pass('Nobody can have heard of the link: see the next check.');
  const decided = byGate('link', known);
  if (decided !== undefined) return decided;
  if (presence === undefined || presence === null || story !== undefined) return unknown(NOT_TOLD);
  return presence.status === 'online'
    ? gateWouldSay('online', `Connected since ${timeOf(presence.sinceMs)}.`)
    : pass(`Not connected since ${timeOf(presence.sinceMs)}.`);
}

export function silentLoss(known: Known): Found {
  const { presence } = known;
  if (isSilentLoss(known))
    return fail(
      `Presence took it for connected, and the last sign of life was at ${timeOf(presence?.seenAtMs ?? 0)}: the link was broken by then.`,
    );
  const decided = byGate('silent-loss', known);
  if (decided !== undefined) return decided;
  if (presence?.seenAtMs === undefined) return unknown('Nobody said when the device was last seen.');
  return pass(`Last seen at ${timeOf(presence.seenAtMs)}.`);
}

/** Presence went by a link that was dead already. Without a message: it does so now. */
function isSilentLoss(known: Known): boolean {
  const { story, nowMs, presence, bounds } = known;
  if (presence?.seenAtMs === undefined) return false;
  if (story === undefined || story === null)
    return presence.status === 'online' && nowMs - presence.seenAtMs > (bounds?.heartbeatMs ?? Infinity);
  const stop = gateStopOf(known);
  if (stop?.reason !== 'online') return false;
  return presence.isLostInSilence === true && presence.seenAtMs < (story.sentAtMs ?? stop.atMs);
}

/** A session may end while its push waits. */
const byCallsOrGate = (id: 'login', known: Known): Found | undefined => {
  const called = byCalls(id, known);
  return called?.result === 'fail' ? called : byGate(id, known);
};
