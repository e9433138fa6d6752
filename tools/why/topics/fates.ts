// A message's story → what became of it on each device of each recipient: in exactly one place, as the ledger has it. Pure.
import type {
  AddressedDevice,
  AddressReason,
  CertificateChanged,
  CertificateJudged,
  GateReason,
  Outcome,
  PushReceipted,
} from '@offline-push/contracts';
import type { Evidence, Story } from './evidence';

export type Fate =
  | { at: 'outcome'; outcome: Outcome; receipts: readonly PushReceipted[] }
  | { at: 'gate'; reason: GateReason }
  | { at: 'addressing'; reason: AddressReason }
  | {
      at: 'lane';
      target: AddressedDevice;
      expiresAtMs: number;
      judged?: CertificateJudged;
      certificate?: CertificateChanged;
    }
  /** Nobody has decided yet. */
  | { at: 'presence' | 'device-bindings' };

export interface DeviceFate {
  user: string;
  /** Absent: of the recipient as a whole. */
  device: string | undefined;
  fate: Fate;
}

export interface Only {
  user: string | undefined;
  device: string | undefined;
}

export function fatesOf(story: Story, evidence: Evidence, only: Only): DeviceFate[] {
  const fates = new Map<string, DeviceFate>();
  const put = (user: string, device: string | undefined, fate: Fate) =>
    fates.set(JSON.stringify([user, device]), { user, device, fate });
  // Later steps win over earlier ones, and a second look at the same message over the first.
  for (const { stopped } of story.gated)
    for (const { user, device, reason } of stopped) put(user, device, { at: 'gate', reason });
  for (const { onward } of story.gated)
    for (const { user, device } of onward) put(user, device, { at: 'device-bindings' });
  for (const { stopped } of story.addressed)
    for (const { user, device, reason } of stopped) put(user, device, { at: 'addressing', reason });
  for (const { onward, expiresAtMs } of story.addressed)
    for (const target of onward) put(target.user, target.device, laneOf(target, expiresAtMs, evidence));
  for (const { outcomes } of story.ended)
    for (const outcome of outcomes) put(outcome.user, outcome.device, endOf(outcome, evidence));
  for (const user of undecided(story, fates)) put(user, undefined, { at: 'presence' });
  return [...fates.values()].filter((one) => isAsked(one, only));
}

function undecided({ sent }: Story, fates: ReadonlyMap<string, DeviceFate>): string[] {
  const decided = new Set([...fates.values()].map(({ user }) => user));
  return sent.flatMap(({ recipients }) => recipients).filter((user) => !decided.has(user));
}

function laneOf(target: AddressedDevice, expiresAtMs: number, { judged, certificates }: Evidence): Fate {
  const [found, certificate] = [judged.get(target.certificateId), certificates.get(target.certificateId)];
  return {
    ...{ at: 'lane', target, expiresAtMs },
    ...(found && { judged: found }),
    ...(certificate && { certificate }),
  };
}

const endOf = (outcome: Outcome, { receipts }: Evidence): Fate => ({
  at: 'outcome',
  outcome,
  receipts: receipts.filter(({ targetId }) => targetId === outcome.targetId),
});

const isAsked = (one: DeviceFate, { user, device }: Only): boolean =>
  (user === undefined || one.user === user) && (device === undefined || one.device === device);
