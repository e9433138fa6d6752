// A request as Huawei reads it: a login form, or a push in one of the two shapes. Lenient where real clients need it: null is absent, a
// secret comes raw, a content type in any spelling.
import type { FakeCall, FakeMessage, FakeRequest } from '../host/vendor-fake';
import { formOf, mediaTypeOf } from './fake-form';
import { LEGACY_PATH, readLegacy } from './fake-legacy';
import { isObject, type Json, parse } from '@offline-push/vendors/shared/for-fakes';
import { readAndroid, readHarmony, type ReadPush } from './fake-message';

interface LoginCall extends FakeCall {
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
  /** By the address of before v1, whose trouble with logins has another form. False: for another service of that address. */
  readonly isOldPush?: boolean;
}

/** Pushes nothing. */
export interface SideCall extends FakeCall {
  readonly kind: 'side';
  readonly action:
    | 'topic:subscribe'
    | 'topic:unsubscribe'
    | 'topic:list'
    | 'token:query'
    | 'token:delete'
    | 'messages:revoke'
    | 'images:verify';
  readonly api: 'v1' | 'v2';
  readonly id: string;
  readonly pushType: string | undefined;
  readonly body: Json | undefined;
}

interface LostCall extends FakeCall {
  readonly kind: 'lost';
  readonly status: 404 | 405;
}

export type HuaweiCall = LoginCall | PushCall | SideCall | LostCall;

const LOGIN = /^\/oauth2\/v[23]\/token$/;
const PUSH = /^\/(v[123])\/([^/]+)\/messages:send$/;
/** Topics, tokens and revoking have v1 only, images go by client (v1) or project (v2). */
const SIDE =
  /^\/(?:(v1)\/([^/]+)\/(topic:(?:subscribe|unsubscribe|list)|token:(?:query|delete)|messages:revoke)|(v[12])\/([^/]+)\/(images:verify))$/;

export function readRequest(request: FakeRequest): HuaweiCall {
  const { path } = request;
  const push = PUSH.exec(path);
  const side = SIDE.exec(path);
  const isKnown = push !== null || side !== null || path === LEGACY_PATH || LOGIN.test(path);
  const nothing = { credential: undefined, messages: [] };
  if (!isKnown) return { ...nothing, kind: 'lost', status: 404 };
  if (request.method !== 'POST') return { ...nothing, kind: 'lost', status: 405 };
  if (push !== null) return readPush(request, push[1] as PushCall['api'], push[2] ?? '');
  if (side !== null)
    return readSide(
      request,
      side.slice(1).filter((part) => part !== undefined),
    );
  if (path === LEGACY_PATH) return readOldPush(request);
  return { ...nothing, kind: 'login', isLogin: true, form: formOf(request) };
}

const bodyOf = (request: FakeRequest): Json | undefined =>
  mediaTypeOf(request) === 'application/json' ? withoutNulls(parse(utf8(request.body) ?? '')) : undefined;

/** Between the word and the token there may be any number of blanks; the word has any case (RFC 9110, 11.1). */
const bearerOf = ({ headers }: FakeRequest): string | undefined =>
  /^Bearer +([^ ].*)$/i.exec(headers.authorization ?? '')?.[1]?.trim();

const pushTypeOf = ({ headers }: FakeRequest): string | undefined => [headers['push-type']].flat()[0];

function readSide(request: FakeRequest, [api, id = '', action]: string[]): SideCall {
  return {
    kind: 'side',
    action: action as SideCall['action'],
    api: api as SideCall['api'],
    id,
    credential: bearerOf(request),
    messages: [],
    pushType: pushTypeOf(request),
    body: bodyOf(request),
  };
}

function readOldPush(request: FakeRequest): PushCall {
  const { appId, accessToken, isPush, body } = readLegacy(request);
  const read = readAndroid(withoutNulls(body));
  const head = { kind: 'push', api: 'v1', id: appId, credential: accessToken, pushType: undefined } as const;
  return { ...head, isOldPush: isPush, body: withoutNulls(body), read, messages: [recordOf(read)] };
}

function readPush(request: FakeRequest, api: PushCall['api'], id: string): PushCall {
  const body = bodyOf(request);
  const read = api === 'v3' ? readHarmony(body) : readAndroid(body);
  const credential = bearerOf(request);
  const pushType = pushTypeOf(request);
  return { kind: 'push', api, id, credential, pushType, body, read, messages: [recordOf(read)] };
}

const recordOf = ({ tokens, ids, ttlSeconds, contentHash }: ReadPush): FakeMessage => ({
  tokens,
  ids,
  ttlMs: ttlSeconds === undefined ? undefined : ttlSeconds * 1000,
  contentHash,
});

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
