// Checks 1 to 7: is there somebody to push, and was a push needed? Pure.
import { told } from '@offline-push/contracts';
import type { Found } from './finding';
import { fail, pass, timeOf, unknown, words } from './finding';
import { byGate, gateStopOf, gateWouldSay, NO_MESSAGE } from './decided';
import { byCalls } from './blame';
import type { Known } from './known';

const NOT_TOLD = told('sessions-not-told');
const DAY_MS = 86_400_000;

export function account(known: Known): Found {
  const { presence, user } = known;
  const decided = byGate('account', known);
  if (decided !== undefined) return decided;
  if (presence === null) return gateWouldSay('unknown-user', told('user-not-known', { user }));
  return presence === undefined
    ? unknown(NOT_TOLD)
    : pass(told('session-seen', { at: timeOf(presence.sinceMs) }));
}

export function recipient(known: Known): Found {
  const { story, person, user } = known;
  if (story === undefined) return unknown(NO_MESSAGE);
  if (story === null) return fail(told('no-story'));
  if (person === undefined) return fail(told('not-recipient', { user, message: story.messageId }));
  if (story.sent?.sender === user && person.stop === undefined && person.devices.size === 0)
    return gateWouldSay('own-message', told('sent-by', { user }));
  return byGate('recipient', known) ?? pass(told('is-recipient', { user, message: story.messageId }));
}

export function login(known: Known): Found {
  const { presence } = known;
  const decided = byCallsOrGate('login', known);
  if (decided !== undefined) return decided;
  if (presence === undefined || presence === null) return unknown(NOT_TOLD);
  const since = told('since', { at: timeOf(presence.sinceMs) });
  if (presence.endedBy !== undefined) return gateWouldSay(presence.endedBy, since);
  if (presence.status === 'logged-out') return gateWouldSay('logged-out', since);
  return presence.loggedInAtMs === undefined
    ? gateWouldSay('never-logged-in', since)
    : pass(told('logged-in-since', { at: timeOf(presence.loggedInAtMs) }));
}

export function reach(known: Known): Found {
  const { presence, bounds, nowMs } = known;
  const decided = byGate('reach', known);
  if (decided !== undefined) return decided;
  if (presence?.seenAtMs === undefined || bounds === undefined) return unknown(NOT_TOLD);
  const seen = told('last-seen', { at: timeOf(presence.seenAtMs) });
  return nowMs - presence.seenAtMs > bounds.reachMs
    ? gateWouldSay(
        'out-of-reach',
        words(seen, told('reach-window', { days: Math.round(bounds.reachMs / DAY_MS) })),
      )
    : pass(seen);
}

export function platform(known: Known): Found {
  const { presence, bounds } = known;
  const decided = byGate('platform', known);
  if (decided !== undefined) return decided;
  if (presence?.platform === undefined || bounds === undefined) return unknown(told('platform-not-told'));
  return bounds.pushable.includes(presence.platform)
    ? pass(told('platform-pushed', { platform: presence.platform }))
    : gateWouldSay('not-pushable', told('platform-is', { platform: presence.platform }));
}

export function link(known: Known): Found {
  const { presence, story } = known;
  if (isSilentLoss(known)) return pass(told('link-not-heard'));
  const decided = byGate('link', known);
  if (decided !== undefined) return decided;
  if (presence === undefined || presence === null || story !== undefined) return unknown(NOT_TOLD);
  return presence.status === 'online'
    ? gateWouldSay('online', told('connected-since', { at: timeOf(presence.sinceMs) }))
    : pass(told('not-connected-since', { at: timeOf(presence.sinceMs) }));
}

export function silentLoss(known: Known): Found {
  const { presence } = known;
  if (isSilentLoss(known)) return fail(told('lost-in-silence', { at: timeOf(presence?.seenAtMs ?? 0) }));
  const decided = byGate('silent-loss', known);
  if (decided !== undefined) return decided;
  if (presence?.seenAtMs === undefined) return unknown(told('seen-not-told'));
  return pass(told('last-seen', { at: timeOf(presence.seenAtMs) }));
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
