// A person paused a lane, or let it go on. What vendors do to a lane is in push.attempted.v1 and certificate.judged.v1.
import { type Static, Type } from '@sinclair/typebox';
import { defineTopic } from '../topic';
import { AppId, CertificateId, EpochMs, oneOf, text, VendorId } from '../values';

export const LaneChanged = Type.Object({
  certificateId: CertificateId,
  app: AppId,
  vendor: VendorId,
  change: oneOf(
    ['paused', 'resumed'] as const,
    'paused: nobody is called under this certificate, and what waits stays. resumed: it goes on.',
  ),
  atMs: EpochMs('When.'),
  by: text(200, "Id of the caller's API key."),
  because: Type.Optional(text(200, 'What they said. paused only.')),
});
export type LaneChanged = Static<typeof LaneChanged>;

const xiaomi = { certificateId: 1, app: 'demo', vendor: 'xiaomi', by: 'li.wei' };

export const laneChanged = defineTopic({
  name: 'lane.changed.v1',
  writer: 'dispatch',
  says: 'An operator paused the lane of a certificate, or resumed it.',
  schema: LaneChanged,
  key: (event) => String(event.certificateId),
  keyedBy: 'certificate id',
  retention: { compacted: true },
  partitions: 6,
  examples: {
    paused: {
      ...xiaomi,
      change: 'paused',
      atMs: 1_790_000_000_000,
      because: 'The vendor asked us to wait.',
    },
    resumed: { ...xiaomi, change: 'resumed', atMs: 1_790_000_600_000 },
  },
});
