// A request as Honor reads it: a login in a form, or a push in JSON. Empty texts and zeros count as absent, because a real client sends
// them for all it does not use; a timestamp may be in seconds, and the content type may lack its charset.
import { createHash } from 'node:crypto';
import type { FakeCall, FakeMessage, FakeRequest } from '../host/vendor-fake';
import { isObject, type Json, parse } from '@offline-push/vendors/shared/for-fakes';

export interface HonorCall extends FakeCall {
  readonly kind: 'login' | 'push' | 'nowhere';
  /** Of a login. */
  readonly form: ReadonlyMap<string, string>;
  readonly appId: string;
  readonly timestamp: string | undefined;
  /** Of a push, without what is empty. Undefined: not JSON, or not an object. */
  readonly message: Json | undefined;
  readonly tokens: readonly string[];
  /** Of the body without its tokens. */
  readonly bytes: number;
}

const LOGIN = /^\/auth\/(token|realms\/developer\/protocol\/openid-connect\/token)$/;
const PUSH = /^\/api\/v1\/([^/]+)\/sendMessage$/;
const USUAL_TTL = '86400s';

export function readRequest(request: FakeRequest): HonorCall {
  const { method, path, headers } = request;
  const credential = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const nothing = {
    credential,
    messages: [],
    form: new Map(),
    appId: '',
    message: undefined,
    tokens: [],
    bytes: 0,
  };
  const timestamp = [headers['timestamp']].flat()[0];
  if (method === 'POST' && LOGIN.test(path)) {
    return { ...nothing, kind: 'login', isLogin: true, timestamp, form: formOf(request) };
  }
  const appId = method === 'POST' ? PUSH.exec(path)?.[1] : undefined;
  if (appId === undefined) return { ...nothing, kind: 'nowhere', timestamp };
  const push = { ...nothing, kind: 'push', appId, timestamp } as const;
  if (mediaTypeOf(request) !== 'application/json') return push;
  const sent = parse(request.body.toString('utf8'));
  if (sent === undefined) return push;
  const { token, ...rest } = sent;
  const message = withoutEmpty(rest);
  const tokens = Array.isArray(token) && token.every((name) => typeof name === 'string') ? token : [];
  const messages = tokens.length === 0 ? [] : [forRecord(message, tokens)];
  return { ...push, message, tokens, messages, bytes: Buffer.byteLength(JSON.stringify(rest)) };
}

const mediaTypeOf = ({ headers }: FakeRequest): string | undefined =>
  headers['content-type']?.split(';')[0]?.trim().toLowerCase();

/** A pair ends its name at the first "=", so that a raw secret with "=" and "/" arrives whole; a raw "+" is a blank. */
function formOf(request: FakeRequest): Map<string, string> {
  const form = new Map<string, string>();
  if (mediaTypeOf(request) !== 'application/x-www-form-urlencoded') return form;
  for (const pair of request.body.toString('latin1').split('&')) {
    const [name = '', ...rest] = pair.split('=');
    const value = rest.join('=');
    form.set(decoded(name.replaceAll('+', ' ')), decoded(value.replaceAll('+', ' ')));
  }
  return form;
}

/** A part with a broken escape stays as it is. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** `badge.setNum: 0` means something unless it stands beside `addNum`; every other zero is a client that always sends all fields. */
function withoutEmpty(value: Json): Json {
  const pairs = Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
    if (inner === '' || inner === null) return [];
    if (inner === 0 && (name !== 'setNum' || Boolean(value['addNum']))) return [];
    return [[name, isObject(inner) ? withoutEmpty(inner) : inner]];
  });
  return Object.fromEntries(pairs);
}

const child = (value: Json | undefined, name: string): Json | undefined => {
  const inner = value?.[name];
  return isObject(inner) ? inner : undefined;
};

/** The parts of a message, the Android ones winning over the general ones. */
export function partsOf(message: Json) {
  const android = child(message, 'android');
  const general = child(message, 'notification');
  const own = child(android, 'notification');
  const notification: Json = { ...general, ...own };
  return {
    android,
    notification,
    isNotification: general !== undefined || own !== undefined,
    click: child(notification, 'clickAction'),
    badge: child(notification, 'badge'),
    data: android?.['data'] ?? message['data'],
    ttl: android?.['ttl'] ?? USUAL_TTL,
  };
}

function forRecord(message: Json, tokens: readonly string[]): FakeMessage {
  const { notification, ttl } = partsOf(message);
  const seconds = /^(\d{1,10})s$/.exec(String(ttl))?.[1];
  return {
    tokens,
    ids: idsOf(notification),
    ttlMs: seconds === undefined ? undefined : Number(seconds) * 1000,
    contentHash: contentHashOf(message),
  };
}

const idsOf = ({ notifyId, tag }: Json): Record<string, string> => ({
  ...(notifyId !== undefined && notifyId !== -1 && { notifyId: String(notifyId) }),
  ...(typeof tag === 'string' && { tag }),
});

/** What is seen, and what a tap does. */
export function contentHashOf(message: Json): string {
  const { notification, data } = partsOf(message);
  const { title, body, image, clickAction, importance, style, bigTitle, bigBody, badge } = notification;
  return createHash('sha256')
    .update(
      JSON.stringify([title, body, image, clickAction, importance, style, bigTitle, bigBody, badge, data]),
    )
    .digest('base64url')
    .slice(0, 22);
}
