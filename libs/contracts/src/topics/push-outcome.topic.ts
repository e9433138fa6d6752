// Targets ended. Each target ends once in the ledger. A record may come twice, so readers use the target id as key.
import { type Static, Type } from '@sinclair/typebox';
import { conversationKey } from '../keys';
import { codesOf, OUTCOME_STATES } from '../reasons/reasons';
import { DAY_MS, defineTopic } from '../topic';
import {
  AppId,
  CertificateId,
  ConversationId,
  DeviceId,
  EpochMs,
  listOf,
  MessageId,
  oneOf,
  SessionId,
  TargetId,
  text,
  Token,
  UserId,
  VendorId,
} from '../values';

export const Outcome = Type.Object({
  targetId: TargetId,
  user: UserId,
  device: DeviceId,
  session: SessionId,
  vendor: VendorId,
  certificateId: CertificateId,
  state: oneOf(codesOf(OUTCOME_STATES), 'How it ended.'),
  code: Type.Optional(text(100, "The vendor's code, or our own check's, that led here.")),
  detail: Type.Optional(text(200, 'For people.')),
  vendorMessageId: Type.Optional(text(200, 'Under this id the vendor knows the call.')),
  notes: Type.Optional(
    listOf(
      text(200, 'What the vendor cannot do and was left out.'),
      20,
      'Left out or changed for this vendor.',
    ),
  ),
  attempts: Type.Integer({
    minimum: 0,
    description:
      'Times that it was sent to the vendor, or possibly sent. One time may take several calls: a refused access token, a list.',
  }),
  inDoubt: Type.Integer({
    minimum: 0,
    description: 'How many of them may have been a second ring: an earlier call had no answer.',
  }),
  token: Type.Optional(Token),
  tokenDeadAtMs: Type.Optional(
    EpochMs('token-dead only: since when, as far as the vendor says. Bindings newer than this survive.'),
  ),
  calledAtMs: Type.Optional(
    EpochMs(
      'Where the vendor found fault with the token: when the call began. Bindings newer than this survive.',
    ),
  ),
  endedAtMs: EpochMs('When it ended.'),
});
export type Outcome = Static<typeof Outcome>;

export const PushOutcome = Type.Object({
  app: AppId,
  messageId: MessageId,
  conversation: ConversationId,
  sentAtMs: Type.Optional(EpochMs('When the message was sent.')),
  outcomes: listOf(Outcome, 1000, 'Targets of this message that ended together.', 1),
});
export type PushOutcome = Static<typeof PushOutcome>;

const target = {
  targetId: 'Xf2PqJcV0mB1sT8hYk3L9w',
  user: 'bob',
  device: 'bobs-phone',
  session: 's-1',
  vendor: 'xiaomi',
  certificateId: 1,
};
const message = { app: 'demo', messageId: 'm-1001', conversation: 'c2c-alice-bob' };

export const pushOutcome = defineTopic({
  name: 'push.outcome.v1',
  writer: 'dispatch',
  says: 'Targets of a message reached their end.',
  schema: PushOutcome,
  key: conversationKey,
  keyedBy: 'app + "/" + conversation',
  retention: { deleteAfterMs: 7 * DAY_MS },
  partitions: 24,
  examples: {
    usual: {
      ...message,
      outcomes: [
        {
          ...target,
          state: 'accepted',
          vendorMessageId: 'scm01a60443521684347Uj',
          attempts: 1,
          inDoubt: 0,
          endedAtMs: 1_790_000_000_120,
        },
      ],
    },
    tokenDead: {
      ...message,
      outcomes: [
        {
          ...target,
          state: 'token-dead',
          code: 'bad_regids',
          token: 'ok-bobs-phone',
          attempts: 1,
          inDoubt: 0,
          endedAtMs: 1_790_000_000_120,
        },
      ],
    },
    unconfirmed: {
      ...message,
      outcomes: [
        {
          ...target,
          state: 'unconfirmed',
          code: 'no-answer',
          attempts: 3,
          inDoubt: 2,
          endedAtMs: 1_790_086_400_000,
        },
      ],
    },
  },
});
