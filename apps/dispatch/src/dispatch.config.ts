// The environment of dispatch.
import {
  type ConfigOf,
  integer,
  list,
  platformFields,
  proxyFields,
  secret,
  text,
  KeyRing,
} from '@offline-push/service-kit';
import { VENDORS, type VendorUrls, vendorUrlsOf } from '@offline-push/vendors/send';

/** Least time from a claim to the latest beginning of its call, for vendors with the longest deadline. In ms. */
const LEAST_WAIT_MS = 5_000;
const LONGEST_DEADLINE_MS = Math.max(...VENDORS.map(({ limits }) => limits.deadlineMs));

export const dispatchFields = {
  ...platformFields,
  ...proxyFields,
  SEAL_KEYS: secret({
    complains: (given) => KeyRing.complaint(given),
    says: 'Key ring that opens sealed credentials: the same as that of certificates.',
  }),
  DISPATCH_API_PORT: integer({
    optional: true,
    min: 0,
    max: 65_535,
    says: 'Port of the API with keys: targets and lanes. It is not at PORT, which the internet reaches. 0 takes any free one. Absent: no API.',
  }),
  DISPATCH_LINGER_MS: integer({
    default: 3,
    min: 0,
    max: 1_000,
    says: 'How long the first target of a lane waits for company.',
  }),
  DISPATCH_LEASE_MS: integer({
    default: 30_000,
    min: LONGEST_DEADLINE_MS + LEAST_WAIT_MS,
    max: 600_000,
    says: 'A claim without a settle is up for another one after this time. A call begins early enough to be over by then.',
  }),
  DISPATCH_LANE_BOUND: integer({
    default: 2_000,
    min: 1,
    max: 100_000,
    says: 'Targets in memory per lane; the rest waits in the database.',
  }),
  DISPATCH_POLL_MS: integer({
    default: 250,
    min: 10,
    max: 60_000,
    says: 'How often due retries and left-over targets are looked for.',
  }),
  DISPATCH_REFUSED_RETRY_SECONDS: integer({
    default: 5,
    min: 1,
    max: 600,
    says: 'A credential that the vendor refuses is tried again after this time, by one push or a probe; then after twice as long, 10 minutes at most.',
  }),
  DISPATCH_RECEIPTS_PER_SECOND: integer({
    default: 500,
    min: 1,
    max: 100_000,
    says: 'Callbacks of vendors that are taken a second, each with up to a thousand receipts; what comes beyond them waits, or is sent again by the vendor.',
  }),
  DISPATCH_PUBLIC_URL: text({
    optional: true,
    // The path below it has up to 64 characters, and Meizu and vivo take 128.
    matches: /^(?=.{1,64}$)https?:\/\/[A-Za-z0-9.-]+(:\d{1,5})?(\/[A-Za-z0-9._~-]+)*$/,
    rule: 'an http or https URL of at most 64 characters, without user, query and closing "/"',
    says: 'Where vendors reach dispatch: they are asked for receipts to it. One vendor (docs/vendors.md) is asked only if it begins with http://, or its certificate says receiptsOverHttps. Absent: those asked with each push are not.',
  }),
  DISPATCH_VENDOR_URLS: list({
    default: [],
    says: "Base URLs that replace a vendor's own, as vendor=url: for proxies and for the sandbox.",
  }),
};

export type DispatchConfig = ConfigOf<typeof dispatchFields>;

/** The settings in the units that the rest of dispatch uses. */
export abstract class Limits {
  abstract readonly lingerMs: number;
  abstract readonly leaseMs: number;
  /** The most targets in the memory of a lane. */
  abstract readonly laneBound: number;
  abstract readonly pollMs: number;
  /** Pause after the first refusal of a credential. */
  abstract readonly refusedRetryMs: number;
  abstract readonly receiptsPerSecond: number;
  /** The longest time that a stop may take. */
  abstract readonly stopMs: number;
  abstract readonly publicUrl: string | undefined;
  abstract readonly vendorUrls: VendorUrls;
  /** True if each call is logged, and not only those that fail. */
  abstract readonly isDebugging: boolean;
}

export const limitsOf = (config: DispatchConfig): Limits => ({
  lingerMs: config.DISPATCH_LINGER_MS,
  leaseMs: config.DISPATCH_LEASE_MS,
  laneBound: config.DISPATCH_LANE_BOUND,
  pollMs: config.DISPATCH_POLL_MS,
  refusedRetryMs: config.DISPATCH_REFUSED_RETRY_SECONDS * 1_000,
  receiptsPerSecond: config.DISPATCH_RECEIPTS_PER_SECOND,
  stopMs: config.SHUTDOWN_DEADLINE_MS,
  publicUrl: config.DISPATCH_PUBLIC_URL,
  vendorUrls: vendorUrlsOf('DISPATCH_VENDOR_URLS', config.DISPATCH_VENDOR_URLS),
  isDebugging: ['debug', 'trace'].includes(config.LOG_LEVEL),
});
