// What the HTTP API says of a target: where it is, what it waits for, what the vendor said last. No text of its message and no token. Pure.
import {
  AppId,
  CertificateId,
  codesOf,
  DeviceId,
  EpochMs,
  MessageId,
  oneOf,
  OUTCOME_STATES,
  SessionId,
  TargetId,
  titled,
  UserId,
  VendorId,
} from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';
import type { Parked } from '../ledger/target';

const OPEN_STATES = ['waiting', 'claimed', 'parked'] as const;
const PARKED_FOR = [
  'throttled',
  'unavailable',
  'credential-broken',
  'callback-refused',
  'another-claim',
] as const satisfies readonly Parked['parkedFor'][];

const words = (description: string) => Type.String({ description });
const number = (description: string) => Type.Integer({ minimum: 0, description });

export const TargetAnswer = titled(
  'Target',
  Type.Object({
    app: AppId,
    targetId: TargetId,
    messageId: MessageId,
    user: UserId,
    device: DeviceId,
    session: SessionId,
    vendor: VendorId,
    certificateId: CertificateId,
    state: oneOf(
      [...OPEN_STATES, ...codesOf(OUTCOME_STATES)],
      'waiting: for its first call. claimed: a process has it. parked: until its next attempt. The others are ends.',
    ),
    isOver: Type.Boolean({ description: 'It ended, and never changes again.' }),
    parkedFor: Type.Optional(oneOf(PARKED_FOR, 'What it waits for. parked only.')),
    code: Type.Optional(words("The vendor's code, or one of ours, of its last answer.")),
    says: Type.Optional(words("The vendor's own words.")),
    attempts: number('Times that it was sent to the vendor, or possibly sent.'),
    inDoubt: number('How many of them may have been a second ring.'),
    readdressed: number('How often it got another token while it waited.'),
    nextAtMs: Type.Optional(EpochMs('When it is up for its next attempt. Absent: it is over.')),
    sentAtMs: Type.Optional(EpochMs('When its message was sent.')),
    expiresAtMs: EpochMs('No vendor is called after this.'),
    vendorMessageId: Type.Optional(words('Under this id the vendor knows the call.')),
  }),
);
export type TargetAnswer = Static<typeof TargetAnswer>;

/** A target with its message. */
export interface TargetRow {
  target_id: string;
  message_id: string;
  user_id: string;
  device: string;
  session: string;
  vendor: string;
  certificate_id: number;
  state: TargetAnswer['state'];
  due_at: Date;
  attempts: number;
  in_doubt: number;
  readdressed: number;
  parked_for: Parked['parkedFor'] | null;
  code: string | null;
  detail: string | null;
  vendor_message_id: string | null;
  sent_at: Date | null;
  expires_at: Date;
}

export function targetAnswer(app: string, row: TargetRow): TargetAnswer {
  const isOver = !(OPEN_STATES as readonly string[]).includes(row.state);
  return {
    ...{ app, targetId: row.target_id, messageId: row.message_id, user: row.user_id, device: row.device },
    ...{ session: row.session, vendor: row.vendor, certificateId: row.certificate_id },
    ...{ state: row.state, isOver },
    ...(row.state === 'parked' && row.parked_for !== null && { parkedFor: row.parked_for }),
    ...(row.code !== null && { code: row.code }),
    ...(row.detail !== null && { says: row.detail }),
    ...{ attempts: row.attempts, inDoubt: row.in_doubt, readdressed: row.readdressed },
    ...(!isOver && { nextAtMs: row.due_at.getTime() }),
    ...(row.sent_at !== null && { sentAtMs: row.sent_at.getTime() }),
    expiresAtMs: row.expires_at.getTime(),
    ...(row.vendor_message_id !== null && { vendorMessageId: row.vendor_message_id }),
  };
}
