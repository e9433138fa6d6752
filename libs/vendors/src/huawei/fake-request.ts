// A request as Huawei reads it: a login form, or a push in one of the two shapes. Lenient where real clients need it: null is absent, a
// secret comes raw, a content type in any spelling.
import type { FakeCall, FakeRequest } from '../fake/vendor-fake';
import { isObject, type Json, parse } from './json';
import { readAndroid, readHarmony, type ReadPush } from './fake-message';

export interface LoginCall extends FakeCall {
  readonly kind: 'login';
  readonly isLogin: true;
  readonly form: ReadonlyMap<string, string> | undefined;
}

export interface PushCall extends FakeCall {
  readonly kind: 'push';
  readonly api: 'v1' | 'v2' | 'v3';
  /** Of the path. */
  readonly id: string;
  readonly pushType: string | undefined;
  /** Undefined: no JSON object. */
  readonly body: Json | undefined;
  readonly read: ReadPush;
}

export interface LostCall extends FakeCall {
  readonly kind: 'lost';
  readonly status: 404 | 405;
}

export type HuaweiCall = LoginCall | PushCall | LostCall;

const LOGIN = /^\/oauth2\/v[23]\/token$/;
const PUSH = /^\/(v[123])\/([^/]+)\/messages:send$/;

export function readRequest(request: FakeRequest): HuaweiCall {
  const [, api, id] = PUSH.exec(request.path) ?? [];
  const isLogin = LOGIN.test(request.path);
  const nothing = { credential: undefined, messages: [] };
  if (!isLogin && api === undefined) return { ...nothing, kind: 'lost', status: 404 };
  if (request.method !== 'POST') return { ...nothing, kind: 'lost', status: 405 };
  return isLogin
    ? { ...nothing, kind: 'login', isLogin: true, form: formOf(request) }
    : readPush(request, api as PushCall['api'], id ?? '');
}

function readPush(request: FakeRequest, api: PushCall['api'], id: string): PushCall {
  const body =
    mediaTypeOf(request) === 'application/json' ? withoutNulls(parse(utf8(request.body) ?? '')) : undefined;
  const read = api === 'v3' ? readHarmony(body) : readAndroid(body);
  const { tokens, ids, ttlSeconds, contentHash } = read;
  return {
    kind: 'push',
    api,
    id,
    credential: /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1],
    pushType: [request.headers['push-type']].flat()[0],
    body,
    read,
    messages: [{ tokens, ids, ttlMs: ttlSeconds === undefined ? undefined : ttlSeconds * 1000, contentHash }],
  };
}

const mediaTypeOf = ({ headers }: FakeRequest): string =>
  (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/** Undefined: not UTF-8. */
function utf8(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Deeper than any message of Huawei's: what lies below is absent, so that nobody's stack ends. */
const MAX_DEPTH = 16;

function withoutNulls(body: Json | undefined, depth = 0): Json | undefined {
  const kept = Object.entries(body ?? {}).map(([name, value]) => [name, pruned(value, depth + 1)] as const);
  return body && Object.fromEntries(kept.filter(([, value]) => value !== undefined));
}

function pruned(value: unknown, depth: number): unknown {
  if (value === null || depth > MAX_DEPTH) return undefined;
  if (Array.isArray(value)) return value.map((entry) => pruned(entry, depth + 1));
  return isObject(value) ? withoutNulls(value, depth) : value;
}

/** A pair ends its name at the first "=", so a raw secret may hold more of them. Undefined: no form, or a broken escape. */
function formOf(request: FakeRequest): Map<string, string> | undefined {
  if (mediaTypeOf(request) !== 'application/x-www-form-urlencoded') return undefined;
  try {
    const pairs = request.body
      .toString('latin1')
      .split('&')
      .filter(Boolean)
      .map((pair) => pair.split(/=(.*)/s, 2).map(decoded) as [string, string?]);
    return new Map(pairs.map(([name, value = '']) => [name, value]));
  } catch {
    return undefined;
  }
}

const decoded = (part: string): string => decodeURIComponent(part.replaceAll('+', '%20'));
