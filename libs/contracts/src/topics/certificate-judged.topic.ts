// What dispatch learned about a credential from the vendor's answers. Certificates shows it as `health`.
import { type Static, Type } from '@sinclair/typebox';
import { defineTopic } from '../topic';
import { AppId, CertificateId, EpochMs, oneOf, text, VendorId } from '../values';

export const CREDENTIAL_STATES = ['good', 'refused', 'unopened'] as const;

export const CertificateJudged = Type.Object({
  certificateId: CertificateId,
  app: AppId,
  vendor: VendorId,
  version: Type.Integer({ minimum: 1, description: 'The version of the certificate that was judged.' }),
  state: oneOf(
    CREDENTIAL_STATES,
    'good: the vendor takes it. refused: the vendor does not. unopened: no key of our ring opens the sealed credential.',
  ),
  sinceMs: EpochMs('Since when it has been in this state without a break.'),
  judgedAtMs: EpochMs('When the last answer came that this rests on.'),
  code: Type.Optional(text(100, "The vendor's code. refused only.")),
  says: Type.Optional(text(500, "The vendor's own words, or ours for a box that stays shut.")),
  tryAgainAtMs: Type.Optional(EpochMs('When one push or a probe will ask the vendor again. refused only.')),
});
export type CertificateJudged = Static<typeof CertificateJudged>;

const xiaomi = { certificateId: 1, app: 'demo', vendor: 'xiaomi', version: 2 };

export const certificateJudged = defineTopic({
  name: 'certificate.judged.v1',
  writer: 'dispatch',
  says: 'A lane learned that the credential of its certificate is refused, good (again), or cannot be opened.',
  schema: CertificateJudged,
  key: (event) => String(event.certificateId),
  keyedBy: 'certificate id',
  retention: { compacted: true },
  partitions: 6,
  examples: {
    refused: {
      ...xiaomi,
      state: 'refused',
      sinceMs: 1_790_000_000_000,
      judgedAtMs: 1_790_000_060_000,
      code: '21301',
      says: 'auth failed',
      tryAgainAtMs: 1_790_000_120_000,
    },
    resumed: { ...xiaomi, state: 'good', sinceMs: 1_790_000_120_000, judgedAtMs: 1_790_000_120_000 },
    unopened: {
      ...xiaomi,
      state: 'unopened',
      sinceMs: 1_790_000_000_000,
      judgedAtMs: 1_790_000_000_000,
      says: 'sealed with key k2, which is not in the ring',
    },
  },
});
