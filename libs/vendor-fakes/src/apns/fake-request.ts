// A request as the fake APNs reads it. Nothing is judged here: what is missing stays undefined, what is not JSON has no payload.
import { hash } from 'node:crypto';
import { badgeIn } from '../host/phones';
import type { FakeCall, FakeConnection, FakeRequest } from '../host/vendor-fake';
import type { Environment } from './fake-tenant';

export type Json = Readonly<Record<string, unknown>>;

export interface ApnsCall extends FakeCall {
  readonly method: string;
  /** Undefined: another path than that of devices. */
  readonly token: string | undefined;
  /** In tests both are one host; "/development" in front of the path tells them apart. */
  readonly environment: Environment;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly connection: FakeConnection | undefined;
  /** The JWT. */
  readonly providerToken: string | undefined;
  readonly bytes: number;
  readonly payload: Json | undefined;
}

const PATH = /^(\/development)?\/3\/device\/([^/]*)$/;
const DAY_MS = 86_400_000;

export function readRequest({ method, path, headers, body, connection, atMs }: FakeRequest): ApnsCall {
  const [, development, token] = PATH.exec(path) ?? [];
  const one = headersIn(headers);
  const payload = parse(body.toString('utf8'));
  const [, providerToken] = /^bearer (.+)$/i.exec(one['authorization'] ?? '') ?? [];
  const phone = token?.toLowerCase();
  return {
    method,
    token: phone,
    environment: development === undefined ? 'production' : 'development',
    headers: one,
    connection,
    providerToken,
    credential: providerToken ?? fingerprintOf(connection?.certificate),
    bytes: body.length,
    payload,
    messages: phone ? [{ ...messageOf(one, payload ?? {}, atMs), tokens: [phone] }] : [],
  };
}

const NAMES = [
  ...['authorization', 'apns-id', 'apns-collapse-id', 'apns-expiration', 'apns-priority'],
  ...['apns-push-type', 'apns-topic'],
];

/** Of what comes twice the first. */
function headersIn(headers: FakeRequest['headers']): ApnsCall['headers'] {
  const found: Record<string, string | undefined> = {};
  for (const name of NAMES) {
    const value = headers[name];
    found[name] = Array.isArray(value) ? value[0] : value;
  }
  return found;
}

export const fingerprintOf = (certificate: Buffer | undefined): string | undefined =>
  certificate && hash('sha256', certificate, 'hex');

function parse(text: string): Json | undefined {
  try {
    return partIn(JSON.parse(text));
  } catch {
    return undefined;
  }
}

const partIn = (value: unknown): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;

function messageOf(headers: ApnsCall['headers'], payload: Json, atMs: number) {
  const { 'apns-collapse-id': collapseId, 'apns-id': apnsId, 'apns-expiration': expiration } = headers;
  return {
    ids: { ...(collapseId !== undefined && { collapseId }), ...(apnsId !== undefined && { apnsId }) },
    ttlMs: ttlOf(expiration, atMs),
    contentHash: hash('sha256', JSON.stringify(payload), 'hex').slice(0, 16),
  };
}

/** Absent: as long as Apple keeps anything. */
function ttlOf(expiration: string | undefined, atMs: number): number | undefined {
  if (expiration === undefined) return 30 * DAY_MS;
  if (!/^\d{1,12}$/.test(expiration)) return undefined;
  return expiration === '0' ? 0 : Number(expiration) * 1_000 - atMs;
}

export interface Screen {
  readonly title: string;
  readonly text: string;
  readonly ext: string | undefined;
  readonly click: string;
  readonly badge: string | undefined;
}

/** What the phone shows, and what the app finds when it is tapped. */
export function screenOf(payload: Json): Screen {
  const aps = partIn(payload['aps']) ?? {};
  const alert = partIn(aps['alert']) ?? { body: aps['alert'] };
  const { url, page, ext } = payload;
  return {
    title: textOf(alert['title']) ?? '',
    text: textOf(alert['body']) ?? '',
    ext: textOf(ext) ?? (ext === undefined ? undefined : JSON.stringify(ext)),
    click: textOf(url) ?? textOf(page) ?? 'app',
    badge: badgeIn(aps['badge'], undefined),
  };
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
