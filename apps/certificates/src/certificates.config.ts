// The environment of certificates.
import {
  type ConfigOf,
  flag,
  integer,
  KeyRing,
  list,
  platformFields,
  proxyFields,
  secret,
} from '@offline-push/service-kit';

const HOUR_MS = 3_600_000;

export const certificatesFields = {
  ...platformFields,
  ...proxyFields,
  SEAL_KEYS: secret({
    complains: (given) => KeyRing.complaint(given),
    says: 'Key ring that seals credentials: {"keys":[{"id":"k1","key":"<base64 of 32 bytes>"}]}. The first key seals, all open. Dispatch needs the same.',
  }),
  CERTIFICATES_EFFECTIVE_AFTER_SECONDS: integer({
    default: 600,
    min: 0,
    max: 86_400,
    says: 'How long a saved certificate waits until it is used. 0: it is used at once.',
  }),
  CERTIFICATES_REPUBLISH_AT_START: flag({
    default: false,
    says: 'Tell all certificates again at start: for a topic that was lost or made anew.',
  }),
  CERTIFICATES_REPUBLISH_EVERY_HOURS: integer({
    default: 24,
    min: 0,
    // A week, because Node's timers overflow after 24 days.
    max: 168,
    says: 'Tell all certificates again this often, so that no reader stays behind. 0: never.',
  }),
  CERTIFICATES_EXPIRY_EVERY_SECONDS: integer({
    default: 60,
    min: 1,
    max: 3_600,
    says: 'How often credentials that end soon are looked for. They are told 30, 7 and 1 days before, and when it is over, each once.',
  }),
  CERTIFICATES_VENDOR_URLS: list({
    default: [],
    says: "Base URLs that replace a vendor's own when a credential is probed, as vendor=url or vendor.endpoint=url.",
  }),
};

export type CertificatesConfig = ConfigOf<typeof certificatesFields>;

/** What the rest of the service needs of it, in its own units. */
export abstract class Limits {
  /** How long a saved version waits. 0 to one day. */
  abstract readonly effectiveAfterMs: number;
  abstract readonly republishesAtStart: boolean;
  /** 0: never by itself. */
  abstract readonly republishEveryMs: number;
  abstract readonly expiryEveryMs: number;
  abstract readonly vendorUrls: readonly string[];
}

export const limitsOf = (config: CertificatesConfig): Limits => ({
  effectiveAfterMs: config.CERTIFICATES_EFFECTIVE_AFTER_SECONDS * 1000,
  republishesAtStart: config.CERTIFICATES_REPUBLISH_AT_START,
  republishEveryMs: config.CERTIFICATES_REPUBLISH_EVERY_HOURS * HOUR_MS,
  expiryEveryMs: config.CERTIFICATES_EXPIRY_EVERY_SECONDS * 1000,
  vendorUrls: config.CERTIFICATES_VENDOR_URLS,
});

export const keyRingOf = ({ SEAL_KEYS }: Pick<CertificatesConfig, 'SEAL_KEYS'>): KeyRing =>
  KeyRing.parse(SEAL_KEYS.reveal());
