// Checks 8 and 9: is there a token, and is it of this login? Pure.
import {
  type AddressReason,
  type BindingChanged,
  SESSION_END_CAUSES,
  type Text,
  told,
} from '@offline-push/contracts';
import { byCalls } from '../blame';
import { complaintOf } from '../complaint';
import { addressingWouldSay, byAddressing } from '../decided';
import { fail, type Found, pass, timeOf, unknown, words } from '../finding';
import type { Known, KnownBinding } from '../known';

const NO_BINDING_TOLD = told('binding-not-told');

/** How the end of a binding is called by those who look for its token. `superseded` and `push-off` belong to other checks. */
const ENDS: { readonly [cause in BindingChanged['cause']]?: AddressReason } = {
  'logged-out': 'binding-ended',
  kicked: 'binding-ended',
  invalidated: 'binding-ended',
  moved: 'token-moved',
  'other-user': 'other-user',
  'token-dead': 'token-dead',
  unbound: 'unbound',
  replaced: 'no-binding',
};

export function binding(known: Known): Found {
  const { binding: bound } = known;
  const called = byCalls('binding', known);
  const decided = called?.result === 'fail' ? called : byAddressing('binding', known);
  if (decided !== undefined) return decided.result === 'fail' ? withReport(decided, known) : decided;
  if (bound === undefined) return unknown(NO_BINDING_TOLD);
  if (bound === null) return withReport(addressingWouldSay('no-binding', told('no-token')), known);
  const reason = isOfEndedSession(known) ? undefined : bound.endedBy && ENDS[bound.endedBy];
  if (reason !== undefined) return addressingWouldSay(reason, endOf(bound));
  return pass(
    told('bound-since', { certificate: String(bound.certificateId), at: timeOf(bound.reportedAtMs) }),
  );
}

const endOf = ({ endedBy = 'unbound', endedAtMs }: KnownBinding): Text =>
  endedAtMs === undefined
    ? told('binding-ended', { cause: endedBy })
    : told('binding-ended-at', { cause: endedBy, at: timeOf(endedAtMs) });

/** What is wrong with the report says more than that there is no token. */
function withReport(found: Found, known: Known): Found {
  const complaint = complaintOf(known);
  if (complaint === undefined) return found;
  if (complaint.check !== 'binding') return pass(told('token-reported'));
  return fail(words(found.evidence, complaint.found.evidence), complaint.found.remedy);
}

/** Its token ended with the session before, by a logout for instance. */
function isOfEndedSession({ binding: bound, presence }: Known): boolean {
  if (!bound || presence?.session === undefined || presence.session === bound.session) return false;
  return SESSION_END_CAUSES.some((cause) => cause === bound.endedBy);
}

export function reportedSinceLogin(known: Known): Found {
  const { binding: bound, presence } = known;
  const decided = byAddressing('reported-since-login', known);
  if (decided !== undefined) return decided;
  const complaint = complaintOf(known);
  if (complaint?.check === 'reported-since-login') return complaint.found;
  if (bound === undefined || bound === null) return unknown(NO_BINDING_TOLD);
  if (bound.endedBy === 'superseded' || isOfEndedSession(known))
    return addressingWouldSay('not-reported-since-login', endOf(bound));
  if (presence?.loggedInAtMs === undefined) return unknown(told('login-not-told'));
  const at = { at: timeOf(bound.reportedAtMs), login: timeOf(presence.loggedInAtMs) };
  return pass(told('reported-and-login', at));
}
