// The end of a target that expired or was withdrawn while no call was made. Pure.
import type { TakenEnd } from '../ledger/claim.store';
import { withdrawnFor } from '../calls/before-call';
import type { Reasons } from '../news/lane-words';
import type { Settlement } from '../ledger/target';
import { waitedFor } from './waited-for';

type End = Pick<TakenEnd, 'withdrawn' | 'cause' | 'may_have_rung' | 'code' | 'detail'>;

/** `called` is true so that no attempt is taken back: other than a claim, taking an ended target over has counted none. */
export function endOf(end: End, reasons: Reasons): Settlement {
  if (end.withdrawn) return { ...withdrawnFor(end.cause), called: true };
  const state = end.may_have_rung ? 'unconfirmed' : 'expired';
  return { state, called: true, ...waitedFor(end, reasons) };
}
