// A vendor reported what became of a push that it took. Receipts may come late, twice, in any order, or never.
import { type Static, Type } from '@sinclair/typebox';
import { DAY_MS, defineTopic } from '../topic';
import {
  AppId,
  CertificateId,
  DeviceId,
  EpochMs,
  MessageId,
  oneOf,
  TargetId,
  text,
  Token,
  UserId,
  VendorId,
} from '../values';

const RECEIPT_EVENTS = ['arrived', 'clicked', 'removed', 'blocked', 'token-dead'] as const;

const Digest = (description: string) =>
  Type.String({ pattern: '^[A-Za-z0-9_-]{22}$', maxLength: 22, description });

export const PushReceipted = Type.Object({
  app: AppId,
  vendor: VendorId,
  certificateId: CertificateId,
  event: oneOf(
    RECEIPT_EVENTS,
    'What happened on the phone. blocked: its user wants no notifications of the app.',
  ),
  targetId: Type.Optional(TargetId),
  messageKey: Type.Optional(Digest('Computed from app and message id. With a target id only.')),
  messageId: Type.Optional(MessageId),
  user: Type.Optional(UserId),
  device: Type.Optional(DeviceId),
  sentAtMs: Type.Optional(EpochMs('When the message was sent. With a target id only.')),
  tokenHash: Type.Optional(Digest('Which token the vendor names: tokenHashOf it.')),
  token: Type.Optional(Token),
  successor: Type.Optional(Token),
  vendorMessageId: Type.Optional(text(200, 'Under this id the vendor knows the call.')),
  code: Type.Optional(text(100, "The vendor's code.")),
  atMs: EpochMs('When it happened, as far as the vendor says, else when we were told.'),
});
export type PushReceipted = Static<typeof PushReceipted>;

/** The text whose MAC is the secret in a certificate's receipt address. The makers of the address and its checker use the same text. */
export const receiptContextOf = ({ app, certificateId }: { app: string; certificateId: number }): string =>
  ['receipts', app, certificateId].join('|');

/** The path at which a certificate's vendor calls back, below the public URL of dispatch. `mac` makes the MAC of the context above. */
export const receiptPathOf = (
  certificate: { app: string; certificateId: number },
  mac: (context: string) => string,
): string => `/receipts/${certificate.certificateId}/${mac(receiptContextOf(certificate))}`;

const phone = {
  app: 'demo',
  vendor: 'xiaomi',
  certificateId: 1,
  tokenHash: 'rT9nYb0cQ2mWv5xLk8pJdA',
  atMs: 1_790_000_001_000,
};

export const pushReceipted = defineTopic({
  name: 'push.receipted.v1',
  writer: 'dispatch',
  says: 'A vendor called back about a push that it took, or about a token. token and successor: token-dead only.',
  schema: PushReceipted,
  key: ({ app, certificateId, targetId, tokenHash }) =>
    `${app}/${targetId ?? tokenHash ?? String(certificateId)}`,
  keyedBy: 'app + "/" + target id, else token hash, else certificate id',
  retention: { deleteAfterMs: 7 * DAY_MS },
  partitions: 12,
  examples: {
    arrived: {
      ...phone,
      event: 'arrived',
      targetId: 'Xf2PqJcV0mB1sT8hYk3L9w',
      messageKey: 'u8Vd3KQm1xZb7RfT0cWnEg',
      messageId: 'm-1001',
      user: 'bob',
      device: 'bobs-phone',
      sentAtMs: 1_790_000_000_000,
      vendorMessageId: 'scm01a60443521684347Uj',
      code: '1',
    },
    replacedToken: {
      ...phone,
      event: 'token-dead',
      token: 'ok-bobs-phone',
      successor: 'ok-bobs-phone-2',
      code: '16',
    },
    ofAnUnknownPush: {
      app: 'demo',
      vendor: 'vivo',
      certificateId: 2,
      event: 'clicked',
      atMs: 1_790_000_001_000,
    },
  },
});
