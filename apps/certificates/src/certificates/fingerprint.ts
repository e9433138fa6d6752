// A few digits by which people tell a credential from another one: the same for the same fields, and of no use without the key ring.
import type { KeyRing } from '@offline-push/service-kit';
import type { Settings } from './certificate';

const DIGITS = 8;

/** Eight hexadecimal digits. The order of the fields does not matter. */
export function fingerprintOf(ring: KeyRing, credential: Settings): string {
  const mac = ring.mac(`fingerprint of ${JSON.stringify(sorted(credential))}`);
  return Buffer.from(mac, 'base64url').toString('hex').slice(0, DIGITS);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
