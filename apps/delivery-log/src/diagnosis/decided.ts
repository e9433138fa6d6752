// What the hops decided on this phone of this message, by the check that a reason belongs to. Pure.
import {
  ADDRESS_CHECKS,
  ADDRESS_REASONS,
  ADDRESS_REMEDIES,
  type AddressReason,
  type CheckId,
  GATE_CHECKS,
  GATE_REASONS,
  GATE_REMEDIES,
  type GateReason,
} from '@offline-push/contracts';
import type { Stop } from '../story/story';
import { fail, type Found, pass, timeOf } from './finding';
import type { Known } from './known';

export const NO_MESSAGE = 'No message was asked about.';

/** With `evenIfOnline` a device may go on that was stopped at first. */
export const gateStopOf = ({ person, device }: Known): Stop<GateReason> | undefined =>
  device?.gatedAtMs === undefined ? (device?.gateStop ?? person?.stop) : undefined;

/** A device that was addressed passed the gate, also if that record is not kept any more. */
const passedGateAtMs = ({ device }: Known): number | undefined =>
  device?.gatedAtMs ?? device?.address?.atMs ?? device?.addressStop?.atMs ?? device?.outcome?.atMs;

const addressedAtMs = ({ device }: Known): number | undefined =>
  device?.address?.atMs ?? device?.outcome?.atMs;

/** Undefined: presence did not decide, or stopped it for something else. */
export function byGate(id: CheckId, known: Known): Found | undefined {
  const stop = gateStopOf(known);
  if (stop !== undefined && GATE_CHECKS[stop.reason] === id) return byReason(stop.reason, stop.atMs);
  const atMs = passedGateAtMs(known);
  return atMs === undefined ? undefined : pass(`Presence let the message pass, before ${timeOf(atMs)}.`);
}

const byReason = (reason: GateReason, atMs: number): Found =>
  fail(`${reason}, decided ${timeOf(atMs)}. ${GATE_REASONS[reason]}`, GATE_REMEDIES[reason]);

/** The state of things now, in the words of the gate. */
export const gateWouldSay = (reason: GateReason, evidence: string): Found =>
  fail(`${evidence} ${GATE_REASONS[reason]}`, GATE_REMEDIES[reason]);

export function byAddressing(id: CheckId, known: Known): Found | undefined {
  const stop = known.device?.address === undefined ? known.device?.addressStop : undefined;
  if (stop !== undefined && ADDRESS_CHECKS[stop.reason] === id)
    return addressingWouldSay(stop.reason, `${stop.reason}, decided ${timeOf(stop.atMs)}.`);
  const atMs = addressedAtMs(known);
  return atMs === undefined
    ? undefined
    : pass(`Device-bindings found a token for it, before ${timeOf(atMs)}.`);
}

export const addressingWouldSay = (reason: AddressReason, evidence: string): Found =>
  fail(`${evidence} ${ADDRESS_REASONS[reason]}`, ADDRESS_REMEDIES[reason]);
