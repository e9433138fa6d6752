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
import { VENDORS } from '@offline-push/vendors/send';

/** From a claim to the latest beginning of its call: less would leave no time for the vendors that are waited for longest. In ms. */
const LEAST_WAIT_MS = 5_000;
const LONGEST_DEADLINE_MS = Math.max(...VENDORS.map(({ limits }) => limits.deadlineMs));

export const dispatchFields = {
  ...platformFields,
  ...proxyFields,
  SEAL_KEYS: secret({
    complains: (given) => KeyRing.complaint(given),
    says: 'Key ring that opens sealed credentials: the same as that of certificates.',
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

export type DispatchEnvironment = ConfigOf<typeof dispatchFields>;

/** The parsed environment. A class, so that it can be injected by its type. */
export class DispatchConfig {
  declare readonly SEAL_KEYS: DispatchEnvironment['SEAL_KEYS'];
  declare readonly LOG_LEVEL: DispatchEnvironment['LOG_LEVEL'];
  declare readonly SHUTDOWN_DEADLINE_MS: number;
  declare readonly DISPATCH_LINGER_MS: number;
  declare readonly DISPATCH_LEASE_MS: number;
  declare readonly DISPATCH_LANE_BOUND: number;
  declare readonly DISPATCH_POLL_MS: number;
  declare readonly DISPATCH_REFUSED_RETRY_SECONDS: number;
  declare readonly DISPATCH_RECEIPTS_PER_SECOND: number;
  declare readonly DISPATCH_PUBLIC_URL: string | undefined;
  declare readonly DISPATCH_VENDOR_URLS: readonly string[];
}
