// What the hops decided on this phone of this message, by the check that a reason belongs to. Pure.
import {
  ADDRESS,
  ADDRESS_CHECKS,
  type AddressReason,
  type CheckId,
  GATE,
  GATE_CHECKS,
  GATE_ORDER,
  type GateReason,
  type Text,
  told,
} from '@offline-push/contracts';
import type { Stop } from '../story/story';
import { fail, type Found, pass, timeOf, unknown, words } from './finding';
import type { Known } from './known';

export const NO_MESSAGE = told('no-message');

/** With `evenIfOnline` a device may go on that was stopped at first. */
export const gateStopOf = ({ person, device }: Known): Stop<GateReason> | undefined =>
  device?.gatedAtMs === undefined ? (device?.gateStop ?? person?.stop) : undefined;

/** A device that was addressed passed the gate, also if that record is not kept any more. */
const passedGateAtMs = ({ device }: Known): number | undefined =>
  device?.gatedAtMs ?? device?.address?.atMs ?? device?.addressStop?.atMs ?? device?.outcome?.atMs;

const addressedAtMs = ({ device }: Known): number | undefined =>
  device?.address?.atMs ?? device?.outcome?.atMs;

/** Undefined: presence has not decided, or does not ask this. */
export function byGate(id: CheckId, known: Known): Found | undefined {
  const stop = gateStopOf(known);
  if (stop !== undefined) return byStop(id, stop);
  const atMs = passedGateAtMs(known);
  return atMs === undefined ? undefined : pass(told('gate-passed', { at: timeOf(atMs) }));
}

/** How things are now says nothing of what presence had passed, or did not come to. */
function byStop(id: CheckId, { reason, atMs }: Stop<GateReason>): Found | undefined {
  const of = GATE_CHECKS[reason];
  if (of === id) return byReason(reason, atMs);
  if (!GATE_ORDER.includes(id)) return undefined;
  const stopped = { reason, at: timeOf(atMs) };
  const isPassed = GATE_ORDER.indexOf(id) < GATE_ORDER.indexOf(of) && reason !== 'bad-recipient';
  return isPassed ? pass(told('stopped-after', stopped)) : unknown(told('stopped-before', stopped));
}

const byReason = (reason: GateReason, atMs: number): Found =>
  gateWouldSay(reason, told('decided', { reason, at: timeOf(atMs) }));

/** The state of things now, in the words of the gate. */
export const gateWouldSay = (reason: GateReason, evidence: Text): Found =>
  fail(words(evidence, GATE[reason].means), GATE[reason]);

export function byAddressing(id: CheckId, known: Known): Found | undefined {
  const stop = known.device?.address === undefined ? known.device?.addressStop : undefined;
  if (stop !== undefined && ADDRESS_CHECKS[stop.reason] === id)
    return addressingWouldSay(stop.reason, told('decided', { reason: stop.reason, at: timeOf(stop.atMs) }));
  const atMs = addressedAtMs(known);
  return atMs === undefined ? undefined : pass(told('token-found', { at: timeOf(atMs) }));
}

export const addressingWouldSay = (reason: AddressReason, evidence: Text): Found =>
  fail(words(evidence, ADDRESS[reason].means), ADDRESS[reason]);
