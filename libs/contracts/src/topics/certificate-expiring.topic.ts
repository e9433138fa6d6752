// A credential ends on a day that is known before, for instance a .p12 or a signing key.
import { type Static, Type } from '@sinclair/typebox';
import { defineTopic } from '../topic';
import { AppId, CertificateId, EpochMs, text, VendorId } from '../values';

export const CertificateExpiring = Type.Object({
  certificateId: CertificateId,
  app: AppId,
  vendor: VendorId,
  name: text(100, 'For people.'),
  version: Type.Integer({ minimum: 1, description: 'The version whose credential ends.' }),
  what: text(64, 'What ends, for instance "p12".'),
  expiresAtMs: EpochMs('When the vendor stops taking it.'),
  daysLeft: Type.Integer({ description: 'Whole days until then. 0 or less: it is over.' }),
});
export type CertificateExpiring = Static<typeof CertificateExpiring>;

export const certificateExpiring = defineTopic({
  name: 'certificate.expiring.v1',
  writer: 'certificates',
  says: 'The credential of a certificate ends in 30, 7 or 1 days, or is over. Told once for each.',
  schema: CertificateExpiring,
  key: (event) => String(event.certificateId),
  keyedBy: 'certificate id',
  retention: { compacted: true },
  partitions: 6,
  examples: {
    inAMonth: {
      certificateId: 7,
      app: 'demo',
      vendor: 'apns',
      name: 'iPhone production',
      version: 1,
      what: 'p12',
      expiresAtMs: 1_792_592_000_000,
      daysLeft: 30,
    },
  },
});
