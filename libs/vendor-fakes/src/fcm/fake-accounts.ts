// Google's token endpoint, imitated: knows the service accounts of all projects, checks their signed claims, remembers what it gave.
import { createPublicKey, type KeyObject, randomBytes, verify } from 'node:crypto';
import type { FakeAnswer } from '../host/vendor-fake';
import { granted, notGranted } from './fake-answers';
import { isObject } from './fake-json';
import type { FcmTenant } from './fake-tenant';

const LIFE_SECONDS = 3599;
const MAX_LIFE_SECONDS = 3600;
const SKEW_SECONDS = 300;
/** More than any test asks for; the oldest are forgotten. */
const MAX_REMEMBERED = 10_000;
const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const GOOGLE = ['https://oauth2.googleapis.com/token', 'https://www.googleapis.com/oauth2/v4/token'];
const SCOPES = /(?:^| )https:\/\/www\.googleapis\.com\/auth\/(?:firebase\.messaging|cloud-platform)(?: |$)/;

interface Known {
  readonly keys: readonly KeyObject[];
  readonly maySend: boolean;
}

export interface Holder {
  readonly clientEmail: string;
  readonly maySend: boolean;
  readonly expiresAtMs: number;
}

export class Accounts {
  private readonly known = new Map<string, Known>();
  private readonly given = new Map<string, Holder>();

  /** Undefined: done; else what is wrong. */
  admit({ serviceAccounts }: FcmTenant): string | undefined {
    for (const [i, { clientEmail, publicKeys, maySend = true }] of serviceAccounts.entries()) {
      try {
        this.known.set(clientEmail, { keys: publicKeys.map((pem) => createPublicKey(pem)), maySend });
      } catch {
        return `/serviceAccounts/${i}/publicKeys: not a public key`;
      }
    }
    return undefined;
  }

  /** `host` as the caller wrote it: whoever calls us by our own address may also name that as the audience. */
  login(form: string, host: string, nowMs: number): FakeAnswer {
    const fields = new URLSearchParams(form);
    if (fields.get('grant_type') !== GRANT_TYPE) {
      return notGranted('unsupported_grant_type', `Invalid grant_type: ${fields.get('grant_type') ?? ''}`);
    }
    const jwt = readJwt(fields.get('assertion') ?? '');
    if (jwt === undefined) return notGranted('invalid_grant', 'Bad Request');
    const { iss, scope, aud, iat, exp } = jwt.claims;
    const account = this.known.get(String(iss));
    if (account === undefined) return notGranted('invalid_grant', 'Invalid grant: account not found');
    if (!account.keys.some((key) => verify('sha256', jwt.input, key, jwt.signature))) {
      return notGranted('invalid_grant', 'Invalid JWT Signature.');
    }
    if (!isOurs(String(aud), host)) return notGranted('invalid_grant', 'Invalid JWT: Failed audience check.');
    if (!isTimely(Number(iat), Number(exp), nowMs)) {
      return notGranted(
        'invalid_grant',
        'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
      );
    }
    if (!SCOPES.test(String(scope)))
      return notGranted('invalid_scope', 'Invalid OAuth scope or ID token audience provided.');
    return this.give({ clientEmail: String(iss), maySend: account.maySend }, nowMs);
  }

  /** Undefined: never given, or its time is over. */
  holderOf(token: string, nowMs: number): Holder | undefined {
    const holder = this.given.get(token);
    return holder !== undefined && holder.expiresAtMs > nowMs ? holder : undefined;
  }

  /** All access tokens end now, as when a key is revoked. */
  expireAll(): void {
    this.given.clear();
  }

  private give(to: Omit<Holder, 'expiresAtMs'>, nowMs: number): FakeAnswer {
    const token = `ya29.${randomBytes(48).toString('base64url')}`;
    this.given.set(token, { ...to, expiresAtMs: nowMs + LIFE_SECONDS * 1000 });
    const oldest = this.given.keys().next().value;
    if (this.given.size > MAX_REMEMBERED && oldest !== undefined) this.given.delete(oldest);
    return granted(token, LIFE_SECONDS);
  }
}

function readJwt(
  text: string,
): { claims: Record<string, unknown>; input: Buffer; signature: Buffer } | undefined {
  const [header, claims, signature, ...more] = text.split('.');
  const read = { header: decoded(header), claims: decoded(claims) };
  const isRs256 =
    read.header?.['alg'] === 'RS256' && [undefined, 'JWT'].includes(read.header['typ'] as string);
  if (!isRs256 || read.claims === undefined || !signature || more.length > 0) return undefined;
  return {
    claims: read.claims,
    input: Buffer.from(`${header}.${claims}`),
    signature: Buffer.from(signature, 'base64url'),
  };
}

function decoded(part: string | undefined): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isOurs = (audience: string, host: string): boolean =>
  GOOGLE.includes(audience) ||
  (URL.canParse(audience) && new URL(audience).host === host && /\/token$/.test(new URL(audience).pathname));

function isTimely(iat: number, exp: number, nowMs: number): boolean {
  const now = nowMs / 1000;
  return (
    exp - iat > 0 && exp - iat <= MAX_LIFE_SECONDS && iat <= now + SKEW_SECONDS && exp >= now - SKEW_SECONDS
  );
}
