// The fake's access tokens: who may have one, and whose it is. Several of one app are good at once, each for a day.
import { createHash, randomBytes } from 'node:crypto';
import type { OppoTenant } from './fake-tenant';

const LIFE_MS = 86_400_000;
const MAX_CLOCK_SKEW_MS = 600_000;
const MAX_KEPT = 10_000;

/** The code of a refused login, in the order of the sheet's section 11; undefined: it is good. The same sign may come again. */
export function loginCodeOf(
  form: ReadonlyMap<string, string>,
  tenants: ReadonlyMap<string, OppoTenant>,
  nowMs: number,
): number | undefined {
  const [appKey = '', timestamp = '', sign = ''] = ['app_key', 'timestamp', 'sign'].map((name) =>
    form.get(name),
  );
  if (appKey === '') return 15;
  const tenant = tenants.get(appKey);
  if (tenant === undefined) return 14;
  if (timestamp === '') return 18;
  const isNear = Math.abs(Number(timestamp) - nowMs) <= MAX_CLOCK_SKEW_MS;
  if (!/^\d{13}$/.test(timestamp) || !isNear) return 19;
  if (sign === '') return 17;
  return sign === signOf(tenant, timestamp) ? undefined : 16;
}

const signOf = ({ appKey, masterSecret }: OppoTenant, timestamp: string): string =>
  createHash('sha256')
    .update(appKey + timestamp + masterSecret, 'utf8')
    .digest('hex');

export class IssuedTokens {
  /** Logins that were answered with a token. */
  issued = 0;
  private readonly byToken = new Map<string, { appKey: string; endsAtMs: number }>();

  issue(appKey: string, nowMs: number): string {
    const token = randomBytes(12).toString('hex');
    this.issued++;
    this.byToken.set(token, { appKey, endsAtMs: nowMs + LIFE_MS });
    const oldest = this.byToken.keys().next().value;
    if (this.byToken.size > MAX_KEPT && oldest !== undefined) this.byToken.delete(oldest);
    return token;
  }

  /** Undefined: unknown or over. */
  appKeyOf(token: string, nowMs: number): string | undefined {
    const known = this.byToken.get(token);
    return known !== undefined && known.endsAtMs > nowMs ? known.appKey : undefined;
  }

  /** For tests: what OPPO gave so far is not good any more. */
  revokeAll(): void {
    this.byToken.clear();
  }
}
