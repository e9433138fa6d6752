// Turns a gated push into an addressed one: a target for each device with a usable binding, a reason for every other device. Pure.
import {
  type AddressedDevice,
  type AddressReason,
  type GatedDevice,
  type PushAddressed,
  type PushGated,
  pushIdOf,
  type StoppedAtAddressing,
  targetIdOf,
} from '@offline-push/contracts';
import type { Decided } from './decided';
import type { SessionKey } from '../facts/facts';
import type { Known } from '../facts/known';
import { recordsOf } from './records';
import { type Ending, type Standing, standingOf } from '../standing/standing';

type Addressed = { target: AddressedDevice } | { stopped: StoppedAtAddressing };

/** Several records if one would be too large for the broker; none if the gate let no device through. */
export function address(gated: PushGated, known: Known, nowMs: number): PushAddressed[] {
  const { onward, stopped } = decide(gated, known, nowMs);
  return recordsOf(gated, onward, stopped);
}

/** Puts each device of the push into one of the two lists. Changes none of its arguments. */
export function decide(gated: PushGated, known: Known, nowMs: number): Decided {
  const addressed = gated.onward.map((device) => addressDevice(gated, device, known, nowMs));
  const onward = addressed.flatMap((each) => ('target' in each ? [each.target] : []));
  const stopped = addressed.flatMap((each) => ('stopped' in each ? [each.stopped] : []));
  return { onward, stopped };
}

function addressDevice(gated: PushGated, gatedDevice: GatedDevice, known: Known, nowMs: number): Addressed {
  const { user, device, session } = gatedDevice;
  const key = { app: gated.app, user, device, session };
  // The gate has seen the login of this session, so the decision does not wait until that login arrives here too.
  const standing = standingOf(known, key, nowMs);
  const reason = reasonAgainst(known, key, standing, gated.expiresAtMs);
  if (standing.state !== 'bound' || reason) {
    return { stopped: { user, device, reason: reason ?? 'no-binding' } };
  }
  const { certificateId, token } = standing.report;
  const targetId = targetIdOf(pushIdOf(gated.app, gated.messageId, user), device);
  const { vendor } = standing.certificate;
  return { target: { targetId, user, device, session, vendor, certificateId, token } };
}

const REASON_OF_ENDING: Record<Ending, AddressReason> = {
  'logged-out': 'binding-ended',
  kicked: 'binding-ended',
  invalidated: 'binding-ended',
  superseded: 'binding-ended',
  'push-off': 'push-off',
  unbound: 'unbound',
  'token-dead': 'token-dead',
  moved: 'token-moved',
  'other-user': 'other-user',
};

function reasonAgainst(
  known: Known,
  key: SessionKey,
  standing: Standing,
  expiresAtMs: number,
): AddressReason | undefined {
  switch (standing.state) {
    case 'none':
      if (standing.end) return 'binding-ended';
      return known.reportsOfDevice(key).length > 0 ? 'not-reported-since-login' : 'no-binding';
    case 'waiting':
      return 'unknown-certificate';
    case 'ended':
      return REASON_OF_ENDING[standing.cause];
    case 'bound':
      if (standing.certificate.state === 'disabled') return 'certificate-disabled';
      if (standing.certificate.state === 'deleted') return 'certificate-deleted';
      // If the certificate takes effect before the push expires, dispatch holds the push until then.
      return standing.certificate.effectiveAtMs >= expiresAtMs ? 'certificate-not-effective' : undefined;
  }
}
