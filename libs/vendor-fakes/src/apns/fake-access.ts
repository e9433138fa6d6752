// Whom the fake APNs lets in: provider tokens and certificates, and what a connection may not change once it was used.
import { createPublicKey, type KeyObject, verify, X509Certificate } from 'node:crypto';
import { fingerprintOf, type Json, type ApnsCall } from './fake-request';
import type { ApnsTenant, Environment } from './fake-tenant';

/** A provider token is good for an hour, and may be replaced every 20 minutes on a connection (sheet, 2a). */
const MAX_AGE_SECONDS = 3_600;
const UPDATE_MS = 20 * 60_000;
/** A clock may be ahead by so much (unverified). */
const SKEW_SECONDS = 300;
const MAX_CHECKED = 1_000;

export interface Team {
  readonly tenant: ApnsTenant;
  readonly keys: ReadonlyMap<string, KeyObject>;
}

/** Let in for a team, or the reason why not. `topic`: what a certificate stands for. */
export type Admission =
  | { readonly team: Team; readonly bundleIds: readonly string[]; readonly topic?: string }
  | { readonly reason: string };

interface First {
  readonly teamId: string;
  readonly keyId: string;
  token: string;
  updatedAtMs: number;
}

type TlsCertificate = NonNullable<ApnsTenant['certificates']>[number];

export class Gate {
  private readonly teams = new Map<string, Team>();
  private readonly certificates = new Map<string, { team: Team; topic: string; known: TlsCertificate }>();
  /** Signed tokens with the keys they were checked with: a signature costs more than all other rules together. */
  private readonly checked = new Map<string, { token: ProviderToken; key: KeyObject }>();
  /** What a connection was first used with. */
  private readonly firsts = new WeakMap<object, First>();

  /** Undefined: done; else what is wrong. */
  admit(tenant: ApnsTenant): string | undefined {
    try {
      const keys = (tenant.keys ?? []).map(
        ({ keyId, publicKey }) => [keyId, createPublicKey(publicKey)] as const,
      );
      const team = { tenant, keys: new Map(keys) };
      for (const known of tenant.certificates ?? []) {
        const certificate = new X509Certificate(known.pem);
        const [, topic = tenant.bundleIds[0] ?? ''] = /^UID=(.+)$/m.exec(certificate.subject) ?? [];
        this.certificates.set(fingerprintOf(certificate.raw) ?? '', { team, topic, known });
      }
      this.teams.set(tenant.teamId, team);
      return undefined;
    } catch {
      return '/keys or /certificates: not a public key or certificate';
    }
  }

  /** In the sheet's order (4, "Simulator check order", 3). A certificate makes the header meaningless (2b). */
  enter(call: ApnsCall, nowMs: number): Admission {
    const shown = call.connection?.certificate;
    if (shown !== undefined) return this.byCertificate(shown, call.environment);
    if (call.providerToken === undefined) return { reason: 'MissingProviderToken' };
    return this.byToken(call.providerToken, call, nowMs);
  }

  private byCertificate(shown: Buffer, environment: Environment): Admission {
    const found = this.certificates.get(fingerprintOf(shown) ?? '');
    if (found === undefined) return { reason: 'BadCertificate' };
    const { team, topic, known } = found;
    if (known.environments?.includes(environment) === false) return { reason: 'BadCertificateEnvironment' };
    return { team, bundleIds: team.tenant.bundleIds, ...(known.isMultiTopic !== true && { topic }) };
  }

  private byToken(text: string, { connection, environment }: ApnsCall, nowMs: number): Admission {
    const token = this.checked.get(text)?.token ?? tokenIn(text);
    const team = token && this.teams.get(token.teamId);
    const key = team?.keys.get(token?.keyId ?? '');
    if (token === undefined || team === undefined || key === undefined || !this.isSigned(text, token, key)) {
      return { reason: 'InvalidProviderToken' };
    }
    const first = connection && this.firsts.get(connection.key);
    if (first !== undefined && first.teamId !== token.teamId) return { reason: 'InvalidProviderToken' };
    if (first !== undefined && first.keyId !== token.keyId) return { reason: 'UnrelatedKeyIdInToken' };
    const known = team.tenant.keys?.find(({ keyId }) => keyId === token.keyId);
    if (known?.environments?.includes(environment) === false) return { reason: 'BadEnvironmentKeyIdInToken' };
    const age = nowMs / 1_000 - token.issuedAt;
    if (age > MAX_AGE_SECONDS) return { reason: 'ExpiredProviderToken' };
    if (age < -SKEW_SECONDS) return { reason: 'InvalidProviderToken' };
    if (!this.mayUpdate(first, text, nowMs)) return { reason: 'TooManyProviderTokenUpdates' };
    if (connection !== undefined && first === undefined) {
      this.firsts.set(connection.key, { ...token, token: text, updatedAtMs: nowMs });
    }
    return { team, bundleIds: known?.bundleIds ?? team.tenant.bundleIds };
  }

  private isSigned(text: string, token: ProviderToken, key: KeyObject): boolean {
    if (this.checked.get(text)?.key === key) return true;
    if (!isSigned(token, key)) return false;
    if (this.checked.size >= MAX_CHECKED) this.checked.clear();
    this.checked.set(text, { token, key });
    return true;
  }

  private mayUpdate(first: First | undefined, token: string, nowMs: number): boolean {
    if (first === undefined || first.token === token) return true;
    if (nowMs - first.updatedAtMs < UPDATE_MS) return false;
    first.token = token;
    first.updatedAtMs = nowMs;
    return true;
  }
}

interface ProviderToken {
  readonly keyId: string;
  readonly teamId: string;
  readonly issuedAt: number;
  readonly signed: string;
  readonly signature: Buffer;
}

function tokenIn(text: string): ProviderToken | undefined {
  const [header = '', claims = '', signature = '', ...rest] = text.split('.');
  const { alg, kid } = decoded(header);
  const { iss, iat } = decoded(claims);
  const isFine =
    alg === 'ES256' && typeof kid === 'string' && typeof iss === 'string' && typeof iat === 'number';
  if (!isFine || rest.length > 0) return undefined;
  return {
    keyId: kid,
    teamId: iss,
    issuedAt: iat,
    signed: `${header}.${claims}`,
    signature: Buffer.from(signature, 'base64url'),
  };
}

/** 64 bytes are R and S as JOSE wants them; Pushy sends DER, and Apple takes it (sheet, 2a). */
const isSigned = ({ signed, signature }: ProviderToken, key: KeyObject): boolean =>
  verify(
    'sha256',
    Buffer.from(signed),
    { key, dsaEncoding: signature.length === 64 ? 'ieee-p1363' : 'der' },
    signature,
  );

function decoded(part: string): Json {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Json) : {};
  } catch {
    return {};
  }
}
