// The fake's access tokens: who may have one, and whose it is. Several of one app are good at once, each for a day.
import { createHash, randomBytes } from 'node:crypto';
import { type Fields, integer, text } from './fake-request';
import type { VivoTenant } from './fake-tenant';

const LIFE_MS = 86_400_000;
const MAX_CLOCK_SKEW_MS = 600_000;
const MAX_KEPT = 10_000;

/** The code of a refused login, in vivo's order; undefined: the login is good. */
export function loginCodeOf(
  fields: Fields,
  tenants: ReadonlyMap<string, VivoTenant>,
  nowMs: number,
): number | undefined {
  const { appId, appKey, timestamp, sign } = fields;
  if (text(appId) === '') return 10200;
  if (text(appKey) === '') return 10201;
  if (text(timestamp) === '') return 10203;
  if (text(sign) === '') return 10204;
  const tenant = tenants.get(text(appId));
  if (tenant === undefined) return 10205;
  if (text(appKey).trim() !== tenant.appKey) return 10202;
  const atMs = integer(timestamp);
  if (atMs === undefined || Math.abs(atMs - nowMs) > MAX_CLOCK_SKEW_MS) return 10207;
  return text(sign) === signOf(tenant, text(timestamp)) ? undefined : 10206;
}

const signOf = ({ appId, appKey, appSecret }: VivoTenant, timestamp: string): string =>
  createHash('md5')
    .update(appId + appKey + timestamp + appSecret, 'utf8')
    .digest('hex');

export class IssuedTokens {
  private readonly byToken = new Map<string, { appId: string; endsAtMs: number }>();

  /** How many were given so far. */
  issued = 0;

  issue(appId: string, nowMs: number): string {
    this.issued++;
    const token = randomBytes(20).toString('hex');
    this.byToken.set(token, { appId, endsAtMs: nowMs + LIFE_MS });
    const oldest = this.byToken.keys().next().value;
    if (this.byToken.size > MAX_KEPT && oldest !== undefined) this.byToken.delete(oldest);
    return token;
  }

  /** Undefined: missing, unknown or over. */
  appOf(token: string | undefined, nowMs: number): string | undefined {
    const issued = this.byToken.get(token ?? '');
    return issued !== undefined && issued.endsAtMs > nowMs ? issued.appId : undefined;
  }

  /** For tests: what vivo gave so far is not good any more. */
  revokeAll(): void {
    this.byToken.clear();
  }
}
