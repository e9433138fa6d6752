// How a target ends that no call ended. Pure.
import type { TakenEnd } from '../ledger/claim.store';
import { withdrawnFor } from '../calls/before-call';
import type { Reasons } from '../news/lane-words';
import type { Settlement } from '../ledger/target';
import { waitedFor } from './waited-for';

type End = Pick<TakenEnd, 'withdrawn' | 'cause' | 'may_have_rung' | 'code' | 'detail'>;

/** `called` is true since taking a target over counts no attempt, other than a claim does. */
export function endOf(end: End, reasons: Reasons): Settlement {
  if (end.withdrawn) return { ...withdrawnFor(end.cause), called: true };
  const state = end.may_have_rung ? 'unconfirmed' : 'expired';
  return { state, called: true, ...waitedFor(end, reasons) };
}
