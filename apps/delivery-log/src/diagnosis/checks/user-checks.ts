// Checks 1 to 7: is there somebody to push, and was a push needed? Pure.
import { type Text, told } from '@offline-push/contracts';
import type { Found } from '../finding';
import { fail, pass, timeOf, unknown, words } from '../finding';
import { byGate, gateStopOf, gateWouldSay, NO_MESSAGE } from '../decided';
import { byCalls } from '../blame';
import type { Known, KnownLoss, KnownPresence } from '../known';
import { letterOn } from '../letters';

const NOT_TOLD = told('sessions-not-told');

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
  const letter = letterOn('recipient', known);
  if (letter !== undefined) return letter;
  if (story === null) return known.deadLetters?.length ? pass(told('unread')) : fail(told('no-story'));
  if (person === undefined) return fail(told('not-recipient', { user, message: story.messageId }));
  if (story.sent?.sender === user && person.stop === undefined && person.devices.size === 0)
    return gateWouldSay('own-message', told('sent-by', { user }));
  return byGate('recipient', known) ?? pass(told('is-recipient', { user, message: story.messageId }));
}

export function login(known: Known): Found {
  const { presence } = known;
  const decided = byCallsOrGate('login', known);
  if (decided !== undefined) return decided;
  if (isNewcomer(known)) return gateWouldSay('never-logged-in', told('newcomer'));
  if (presence === undefined || presence === null) return unknown(NOT_TOLD);
  const since = told('since', { at: timeOf(presence.sinceMs) });
  if (presence.endedBy !== undefined) return gateWouldSay(presence.endedBy, since);
  if (presence.status === 'logged-out' && !isUnpushed(presence)) return gateWouldSay('logged-out', since);
  return presence.loggedInAtMs === undefined
    ? gateWouldSay('never-logged-in', since)
    : pass(told('logged-in-since', { at: timeOf(presence.loggedInAtMs) }));
}

/** To others such a device counts as logged out, and it is not. */
const isUnpushed = ({ cause }: KnownPresence): boolean =>
  cause === 'not-pushable' || cause === 'out-of-reach';

/** Presence decided on other devices of the user. */
const isNewcomer = ({ story, person, device }: Known): boolean =>
  story !== undefined && device === undefined && (person?.devices.size ?? 0) > 0;

export function reach(known: Known): Found {
  const { presence } = known;
  const decided = byGate('reach', known);
  if (decided !== undefined) return decided;
  if (presence === undefined || presence === null) return unknown(NOT_TOLD);
  if (presence.cause === 'out-of-reach') return gateWouldSay('out-of-reach', seenAt(presence));
  return isPushedNow(presence) ? pass(seenAt(presence)) : unknown(told('reach-not-told'));
}

/** Presence calls nobody offline whom it does not push. */
const isPushedNow = ({ status, cause }: KnownPresence): boolean =>
  status === 'offline' && cause !== undefined;

const seenAt = ({ seenAtMs, sinceMs }: KnownPresence): Text =>
  seenAtMs === undefined
    ? told('told-at', { at: timeOf(sinceMs) })
    : told('last-seen', { at: timeOf(seenAtMs) });

export function platform(known: Known): Found {
  const { presence } = known;
  const decided = byGate('platform', known);
  if (decided !== undefined) return decided;
  if (presence === undefined || presence === null) return unknown(NOT_TOLD);
  const is =
    presence.platform === undefined
      ? told('counts-as-phone')
      : told('platform-is', { platform: presence.platform });
  if (presence.cause === 'not-pushable') return gateWouldSay('not-pushable', is);
  return isPushedNow(presence) ? pass(is) : unknown(words(is, told('push-told-later')));
}

export function link(known: Known): Found {
  const { presence, story } = known;
  if (lossOf(known) !== undefined) return pass(told('link-not-heard'));
  const decided = byGate('link', known);
  if (decided !== undefined) return decided;
  if (presence === undefined || presence === null || story !== undefined) return unknown(NOT_TOLD);
  return presence.status === 'online'
    ? gateWouldSay('online', told('connected-since', { at: timeOf(presence.sinceMs) }))
    : pass(told('not-connected-since', { at: timeOf(presence.sinceMs) }));
}

export function silentLoss(known: Known): Found {
  const { presence, story } = known;
  const loss = lossOf(known);
  if (loss !== undefined)
    return fail(told('lost-in-silence', { at: timeOf(loss.seenAtMs), noticed: timeOf(loss.noticedAtMs) }));
  if (gateStopOf(known)?.reason === 'online') return pass(told('no-loss'));
  const decided = byGate('silent-loss', known);
  if (decided !== undefined) return decided;
  if (story !== undefined || presence === undefined || presence === null) return unknown(NOT_TOLD);
  if (presence.status === 'online') return unknown(told('heartbeats-not-told'));
  return pass(
    presence.cause === 'silent'
      ? told('silence-noticed', { at: timeOf(presence.seenAtMs ?? presence.sinceMs) })
      : told('not-connected-since', { at: timeOf(presence.sinceMs) }),
  );
}

/** Presence went by a link that was dead already. */
function lossOf(known: Known): KnownLoss | undefined {
  const { story, loss } = known;
  const stop = gateStopOf(known);
  if (loss === undefined || !story || stop?.reason !== 'online') return undefined;
  const sentAtMs = story.sentAtMs ?? stop.atMs;
  return loss.seenAtMs < sentAtMs && sentAtMs <= loss.noticedAtMs ? loss : undefined;
}

/** A session may end while its push waits. */
const byCallsOrGate = (id: 'login', known: Known): Found | undefined => {
  const called = byCalls(id, known);
  return called?.result === 'fail' ? called : byGate(id, known);
};
