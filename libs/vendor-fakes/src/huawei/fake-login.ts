// Who may push: access tokens that the fake gave for a client's secret, and JWTs signed by a service account. Limits and the form of a
// JWT are stated here anew, not imported from the adapter: a fake that shares them with what it judges cannot find it wrong.
import { constants, randomBytes, verify } from 'node:crypto';
import type { FakeAnswer } from '../host/vendor-fake';
import { loginError, loginGranted, plainStatus, type Problem } from './fake-answers';
import { type HuaweiTenant, USUAL } from './fake-tenant';
import { type Json, parse } from '@offline-push/vendors/shared/for-fakes';

const AUDIENCE = 'https://oauth-login.cloud.huawei.com/oauth2/v3/token';
const WINDOW_MS = 300_000;
const MAX_JWT_SECONDS = 86_400;
/** A JWT from later than this is from nowhere. In seconds. */
const CLOCK_SECONDS = 300;
/** Access tokens that are remembered; the oldest go first. */
const MAX_TOKENS = 10_000;

const UNKNOWN: Problem = { code: '80200001', msg: 'Oauth authentication error' };

export const clientIdOf = ({ clientId, appId }: HuaweiTenant): string => clientId ?? appId;

export class FakeLogin {
  private readonly given = new Map<string, { clientId: string; endsAtMs: number }>();
  private readonly asked = new Map<string, { sinceMs: number; count: number }>();

  constructor(private readonly tenantOf: (clientId: string) => HuaweiTenant | undefined) {}

  answer(form: ReadonlyMap<string, string> | undefined, nowMs: number): FakeAnswer {
    const clientId = form?.get('client_id') ?? '';
    const secret = form?.get('client_secret') ?? '';
    if (form === undefined) return loginError(1101, 'invalid request');
    if (!form.has('grant_type')) return loginError(1102, 'missing required parameter: grant_type');
    if (form.get('grant_type') !== 'client_credentials') return loginError(1105, 'unsupported grant type');
    if (!/^[0-9]{1,64}$/.test(clientId)) return loginError(1101, 'invalid client_id', 20002);
    if (secret === '') return loginError(1101, 'client_secret is empty', 20171);
    const tenant = this.tenantOf(clientId);
    if (this.isTooOften(clientId, tenant, nowMs)) return plainStatus(503);
    if (tenant?.clientSecret !== secret) return loginError(1203, 'invalid client_secret');
    return this.grant(clientId, tenant.accessTokenSeconds ?? USUAL.accessTokenSeconds, nowMs);
  }

  /** Undefined: this Bearer may push for this tenant. */
  problemOf(
    bearer: string | undefined,
    tenant: HuaweiTenant,
    isJwtOnly: boolean,
    nowMs: number,
  ): Problem | undefined {
    if (bearer === undefined) return UNKNOWN;
    if (bearer.split('.').length === 3) return jwtProblem(bearer, tenant, nowMs);
    const given = isJwtOnly ? undefined : this.given.get(bearer);
    if (given === undefined || given.clientId !== clientIdOf(tenant)) return UNKNOWN;
    return given.endsAtMs > nowMs ? undefined : { code: '80200003', msg: 'Access token expired' };
  }

  /** What was given is good no more. */
  withdraw(): void {
    this.given.clear();
  }

  /** The five minutes begin anew; what was given stays good. */
  forget(): void {
    this.asked.clear();
  }

  private grant(clientId: string, lifeSeconds: number, nowMs: number): FakeAnswer {
    const token = `CF3Xl2${randomBytes(48).toString('base64')}/x==`;
    this.given.set(token, { clientId, endsAtMs: nowMs + lifeSeconds * 1000 });
    for (const oldest of this.given.keys()) {
      if (this.given.size <= MAX_TOKENS) break;
      this.given.delete(oldest);
    }
    return loginGranted(token, lifeSeconds);
  }

  private isTooOften(clientId: string, tenant: HuaweiTenant | undefined, nowMs: number): boolean {
    if (tenant === undefined) return false;
    const known = this.asked.get(clientId);
    const window =
      known !== undefined && nowMs < known.sinceMs + WINDOW_MS ? known : { sinceMs: nowMs, count: 0 };
    window.count++;
    this.asked.set(clientId, window);
    return window.count > (tenant.loginsPerWindow ?? USUAL.loginsPerWindow);
  }
}

function jwtProblem(jwt: string, tenant: HuaweiTenant, nowMs: number): Problem | undefined {
  const [header = '', claims = '', signature = ''] = jwt.split('.');
  const { kid, alg } = partOf(header);
  const account = tenant.serviceAccounts?.find(({ keyId }) => keyId === kid);
  if (alg !== 'PS256' || account === undefined) return UNKNOWN;
  const key = { key: account.publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
  const isGenuine = verify(
    'sha256',
    Buffer.from(`${header}.${claims}`),
    key,
    Buffer.from(signature, 'base64url'),
  );
  const { iss, aud, iat, exp } = partOf(claims);
  if (!isGenuine || iss !== account.subAccount || aud !== AUDIENCE) return UNKNOWN;
  if (!Number.isSafeInteger(iat) || !Number.isSafeInteger(exp)) return UNKNOWN;
  const [from, until] = [Number(iat), Number(exp)];
  if (until - from > MAX_JWT_SECONDS) return { code: '80300036', msg: 'JWT expire period over threshold' };
  if (until * 1000 <= nowMs) return { code: '80200005', msg: 'Jwt token expired' };
  return from * 1000 > nowMs + CLOCK_SECONDS * 1000 ? UNKNOWN : undefined;
}

const partOf = (part: string): Json => parse(Buffer.from(part, 'base64url').toString('utf8')) ?? {};
