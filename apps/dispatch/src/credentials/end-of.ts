// The end of a target that expired or was withdrawn while no call was made. Pure.
import type { TakenEnd } from '../ledger/claim.store';
import { withdrawnFor } from '../calls/before-call';
import type { Reasons } from '../news/lane-words';
import type { Settlement } from '../ledger/target';
import { waitedFor } from './waited-for';

type End = Pick<TakenEnd, 'withdrawn' | 'cause' | 'may_have_rung' | 'code' | 'detail'>;

export function endOf(end: End, reasons: Reasons): Settlement {
  if (end.withdrawn) return withdrawnFor(end.cause);
  const state = end.may_have_rung ? 'unconfirmed' : 'expired';
  return { state, ...waitedFor(end, reasons) };
}
