// A vendor was called. One record a call, whatever the number of its targets: what it came to, word by word, and when each goes on. It also
// says what the call left of its lane: a lane changes by the answers of its vendor and by time, and certificate.judged.v1 has the rest.
import { type Static, Type } from '@sinclair/typebox';
import { codesOf, OUTCOME_STATES, VERDICT_KINDS } from '../reasons/reasons';
import { DAY_MS, defineTopic } from '../topic';
import {
  AppId,
  CertificateId,
  DeviceId,
  EpochMs,
  listOf,
  MessageId,
  oneOf,
  TargetId,
  text,
  UserId,
  VendorId,
} from '../values';

export const LANE_WORDS = [
  'open',
  'half-open',
  'closed',
  'throttled',
  'credential-refused',
  'paused',
] as const;

export const AttemptedTarget = Type.Object({
  targetId: TargetId,
  messageId: MessageId,
  user: UserId,
  device: DeviceId,
  sentAtMs: Type.Optional(EpochMs('When its message was sent.')),
  attempt: Type.Integer({
    minimum: 0,
    description: 'Which vendor call of this target it was. The first is 1.',
  }),
  inDoubt: Type.Optional(
    Type.Integer({
      minimum: 1,
      description: 'How many of its calls may have been a second ring. Absent: none.',
    }),
  ),
  nextAtMs: Type.Optional(EpochMs('When it is tried again. Absent: it ended, as `end` says.')),
});
export type AttemptedTarget = Static<typeof AttemptedTarget>;

export const AttemptResult = Type.Object({
  verdict: oneOf(codesOf(VERDICT_KINDS), 'What the answer means.'),
  code: Type.Optional(text(100, "The vendor's code, or ours where there was no answer.")),
  says: Type.Optional(text(500, "The vendor's own words.")),
  vendorMessageId: Type.Optional(text(200, 'Under this id the vendor knows the call.')),
  end: Type.Optional(oneOf(codesOf(OUTCOME_STATES), 'How these targets ended. Absent: they go on.')),
  targets: listOf(AttemptedTarget, 1000, 'Those that it is about.', 1),
});
export type AttemptResult = Static<typeof AttemptResult>;

export const LaneAfter = Type.Object({
  state: oneOf(
    LANE_WORDS,
    'half-open: one call finds out whether the vendor is back. closed: the vendor does not answer. credential-refused: until somebody mends it. paused: a person stopped it.',
  ),
  untilMs: Type.Optional(EpochMs('No call before. closed and throttled only.')),
});
export type LaneAfter = Static<typeof LaneAfter>;

export const PushAttempted = Type.Object({
  app: AppId,
  certificateId: CertificateId,
  version: Type.Integer({ minimum: 1, description: 'The version of the certificate that was used.' }),
  vendor: VendorId,
  place: Type.Optional(text(300, 'Which service, of a vendor that is many: the host that the token names.')),
  atMs: EpochMs('When the call began.'),
  tookMs: Type.Integer({ minimum: 0, description: 'How long it took, in ms.' }),
  carried: Type.Integer({
    minimum: 1,
    description:
      'How many targets the call carried. A record too large for a broker is split, so it may list fewer.',
  }),
  furtherCalls: Type.Optional(
    Type.Integer({
      minimum: 1,
      description: 'Requests beside the one that carried the push: a login, a saved message. Absent: none.',
    }),
  ),
  lane: LaneAfter,
  results: listOf(AttemptResult, 1000, 'What it came to: targets with the same answer together.', 1),
});
export type PushAttempted = Static<typeof PushAttempted>;

const call = { app: 'demo', certificateId: 1, version: 2, vendor: 'xiaomi', atMs: 1_790_000_000_060 };
const bob = {
  targetId: 'Xf2PqJcV0mB1sT8hYk3L9w',
  messageId: 'm-1001',
  user: 'bob',
  device: 'bobs-phone',
  sentAtMs: 1_790_000_000_000,
};

export const pushAttempted = defineTopic({
  name: 'push.attempted.v1',
  writer: 'dispatch',
  says: 'A vendor was called and its answer is written down.',
  schema: PushAttempted,
  key: ({ app, certificateId }) => `${app}/${certificateId}`,
  keyedBy: 'app + "/" + certificate id',
  retention: { deleteAfterMs: 3 * DAY_MS },
  partitions: 12,
  examples: {
    taken: {
      ...call,
      tookMs: 61,
      carried: 1,
      lane: { state: 'open' },
      results: [
        {
          verdict: 'accepted',
          vendorMessageId: 'scm01a60443521684347Uj',
          end: 'accepted',
          targets: [{ ...bob, attempt: 1 }],
        },
      ],
    },
    throttled: {
      ...call,
      tookMs: 12,
      carried: 1,
      lane: { state: 'throttled', untilMs: 1_790_000_005_072 },
      results: [
        {
          verdict: 'throttled',
          code: '200002',
          says: 'exceed qps limit',
          targets: [{ ...bob, attempt: 1, nextAtMs: 1_790_000_005_072 }],
        },
      ],
    },
  },
});
