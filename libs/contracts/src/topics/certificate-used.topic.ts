// How many bindings name a certificate. Certificates deletes a certificate in use only if the caller says so explicitly.
import { type Static, Type } from '@sinclair/typebox';
import { defineTopic } from '../topic';
import { AppId, CertificateId, EpochMs } from '../values';

export const CertificateUsed = Type.Object({
  certificateId: CertificateId,
  app: AppId,
  bindings: Type.Integer({ minimum: 0, description: 'Live bindings of devices under this certificate.' }),
  countedAtMs: EpochMs('When they were counted.'),
});
export type CertificateUsed = Static<typeof CertificateUsed>;

export const certificateUsed = defineTopic({
  name: 'certificate.used.v1',
  writer: 'device-bindings',
  says: 'The number of bindings under a certificate changed. Counted every few seconds, not at each report.',
  schema: CertificateUsed,
  key: (event) => String(event.certificateId),
  keyedBy: 'certificate id',
  retention: { compacted: true },
  partitions: 6,
  examples: {
    counted: { certificateId: 1, app: 'demo', bindings: 1_204, countedAtMs: 1_790_000_000_000 },
    free: { certificateId: 1, app: 'demo', bindings: 0, countedAtMs: 1_790_000_900_000 },
  },
});
