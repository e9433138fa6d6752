// A request as vivo reads it: JSON under any content type and whatever `Content-Encoding` says (its own SDK writes UTF-8 there), numbers
// as numbers or as text, unknown fields ignored.
import { createHash } from 'node:crypto';
import type { FakeCall, FakeMessage, FakeRequest } from '../host/vendor-fake';

export type Fields = Readonly<Record<string, unknown>>;
export type TagKind = 'name-tag' | 'rename-tag' | 'join-tag' | 'leave-tag' | 'group-tags' | 'rename-group';
type CallKind = 'auth' | 'send' | 'save' | 'list' | 'all' | 'tags' | 'check' | 'statistics' | TagKind;

export interface VivoCall extends FakeCall {
  /** Undefined: vivo has no such address. */
  readonly kind: CallKind | undefined;
  /** Undefined: the body is not a JSON object. */
  readonly fields: Fields | undefined;
  readonly query: URLSearchParams;
}

/** What a list shows is known by the task that was saved before. */
export type FindSaved = (taskId: string) => Fields | undefined;

const POSTS: Readonly<Record<string, CallKind>> = {
  '/message/auth': 'auth',
  '/message/send': 'send',
  '/message/saveListPayload': 'save',
  '/message/pushToList': 'list',
  '/message/all': 'all',
  '/message/tagPush': 'tags',
  '/invalidUser/check': 'check',
  '/tag/add': 'name-tag',
  '/tag/update': 'rename-tag',
  '/tag/addMembers': 'join-tag',
  '/tag/removeMembers': 'leave-tag',
  '/tagGroup/add': 'group-tags',
  '/tagGroup/update': 'rename-group',
  '/tagGroup/addToGroup': 'group-tags',
  '/tagSegment/add': 'group-tags',
  '/tagSegment/update': 'rename-group',
};

export function readRequest(request: FakeRequest, findSaved: FindSaved): VivoCall {
  const kind = kindOf(request);
  const fields = kind === 'statistics' ? {} : fieldsIn(request.body);
  return {
    kind,
    fields,
    query: new URLSearchParams(request.query),
    credential: [request.headers['authtoken']].flat()[0],
    isLogin: kind === 'auth',
    messages: fields === undefined ? [] : messagesOf(kind, fields, findSaved),
  };
}

/** A client in production writes `/message//all`. */
function kindOf({ method, path: written }: FakeRequest): CallKind | undefined {
  const path = written.replace(/\/{2,}/g, '/');
  if (method === 'GET') return path === '/report/getStatistics' ? 'statistics' : undefined;
  return method === 'POST' && Object.hasOwn(POSTS, path) ? POSTS[path] : undefined;
}

function fieldsIn(body: Buffer): Fields | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function messagesOf(kind: CallKind | undefined, fields: Fields, findSaved: FindSaved): FakeMessage[] {
  if (kind === 'send') return [messageOf(fields, targetsOf(fields))];
  if (kind === 'all' || kind === 'tags') return [messageOf(fields, [])];
  if (kind !== 'list') return [];
  const saved = findSaved(text(fields['taskId'])) ?? {};
  return [messageOf(saved, targetsOf(fields))];
}

/** One or many; a regId wins over an alias. */
export function targetsOf(fields: Fields): string[] {
  const list = [fields['regIds'], fields['aliases']].find(
    (value) => Array.isArray(value) && value.length > 0,
  );
  if (Array.isArray(list)) return list.map(text);
  return [text(fields['regId']) || text(fields['alias'])].filter(Boolean);
}

function messageOf(fields: Fields, tokens: readonly string[]): FakeMessage {
  const notifyId = integer(fields['notifyId']);
  return {
    tokens,
    ids: notifyId === undefined ? {} : { notifyId: String(notifyId) },
    ttlMs: ttlMsOf(fields),
    contentHash: contentHashOf(fields),
  };
}

/** What is sent to phones that are online is kept for nobody; what lives longer than a day lives a day. */
function ttlMsOf(fields: Fields): number | undefined {
  const seconds = integer(fields['timeToLive']);
  if (fields['sendOnline'] === true) return 0;
  return seconds === undefined ? undefined : Math.min(seconds, 86_400) * 1000;
}

/** What is seen, and what a tap does. */
export function contentHashOf(fields: Fields): string {
  const { title, content, skipType, skipContent, clientCustomMap } = fields;
  return createHash('sha256')
    .update(JSON.stringify([title, content, skipType, skipContent, clientCustomMap]))
    .digest('base64url')
    .slice(0, 22);
}

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const text = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

/** Senders in production spell numbers as text. Undefined: it is none, or not there. */
export function integer(value: unknown): number | undefined {
  const isWritten = typeof value === 'string' && /^-?\d{1,15}$/.test(value);
  if (isWritten) return Number(value);
  return Number.isSafeInteger(value) ? (value as number) : undefined;
}
