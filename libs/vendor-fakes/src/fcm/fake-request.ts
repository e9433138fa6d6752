// A request to the fake FCM, read: what is asked for, with which access token, and the message behind its JSON.
import { hash } from 'node:crypto';
import type { FakeCall, FakeMessage, FakeRequest } from '../host/vendor-fake';
import { REQUEST } from './fake-fields';
import { isObject, readJson, type Violation } from './fake-json';

export interface FcmCall extends FakeCall {
  readonly kind: 'login' | 'send' | 'unknown';
  /** The form of a login. */
  readonly form: string;
  /** Host as the caller wrote it. */
  readonly host: string;
  readonly projectId: string;
  readonly isDry: boolean;
  /** Absent: it could not be read. */
  readonly message: Part | undefined;
  /** What the message shows; absent with it. */
  readonly screen: Screen | undefined;
  readonly violations: readonly Violation[];
}

/** A message of proto3, in snake_case, all its types checked. */
export type Part = Readonly<Record<string, unknown>>;

const LOGIN = /^(\/token|\/oauth2\/v4\/token)$/;
const SEND = /^\/v1\/projects\/([^/]+)\/messages:send$/;

export function readRequest(request: FakeRequest): FcmCall {
  const { method, path, headers, body } = request;
  const common = {
    host: String(headers.host ?? headers[':authority'] ?? ''),
    credential: /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1],
    messages: [],
    form: '',
    projectId: '',
    isDry: false,
    message: undefined,
    screen: undefined,
    violations: [],
  };
  if (method !== 'POST') return { ...common, kind: 'unknown' };
  if (LOGIN.test(path)) return { ...common, kind: 'login', isLogin: true, form: body.toString('latin1') };
  const projectId = SEND.exec(path)?.[1];
  if (projectId === undefined) return { ...common, kind: 'unknown' };
  const mediaType = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  // fcm-v1-http2 (npm) names none.
  const read = ['', 'application/json'].includes(mediaType ?? '') ? readJson(body, REQUEST) : NOT_JSON;
  const call = { ...common, kind: 'send' as const, projectId };
  if ('violations' in read) return { ...call, violations: read.violations };
  const message = partIn(read.value, 'message');
  const screen = screenOf(message);
  const isDry = read.value['validate_only'] === true;
  return { ...call, isDry, message, screen, messages: isDry ? [] : [forRecord(message, screen)] };
}

const NOT_JSON = {
  violations: [
    { field: '', description: 'Invalid JSON payload received. Content-Type must be application/json.' },
  ],
};

export const partIn = (part: Part, name: string): Part => {
  const value = part[name];
  return isObject(value) ? value : {};
};
export const textIn = (part: Part, name: string): string => {
  const value = part[name];
  return typeof value === 'string' ? value : '';
};

/** The registration token or installation id; empty: it goes to a topic or nowhere. */
export const phoneOf = (message: Part): string => textIn(message, 'token') || textIn(message, 'fid');

/** iPhones and browsers are told by their token: "apple-…" and "web-…". */
export const isAndroid = (phone: string): boolean => !/^(apple|web)-/.test(phone);

/** Of the two, an Android phone gets what is said for Android. */
function dataOf(message: Part): Part {
  const own = partIn(partIn(message, 'android'), 'data');
  return Object.keys(own).length > 0 ? own : partIn(message, 'data');
}

/** Seconds of "3.5s" in ms. Undefined: FCM's default of 28 days. */
export function ttlOf(message: Part): number | undefined {
  const ttl = textIn(partIn(message, 'android'), 'ttl');
  return ttl === '' ? undefined : Number(ttl.slice(0, -1)) * 1000;
}

/** What an Android phone shows; of a data message what our app draws. */
export interface Screen {
  readonly title: string;
  readonly text: string;
  readonly tag: string;
  readonly click: string;
  readonly ext: string | undefined;
  readonly image: string;
  readonly contentHash: string;
}

function screenOf(message: Part): Screen {
  const screen = drawn(message);
  return { ...screen, contentHash: contentHashOf(screen) };
}

type Drawn = Omit<Screen, 'contentHash'>;

function drawn(message: Part): Drawn {
  const android = partIn(message, 'android');
  const shown = partIn(android, 'notification');
  const general = partIn(message, 'notification');
  const data = dataOf(message);
  const hasNotification = message['notification'] !== undefined || android['notification'] !== undefined;
  const ext = textIn(data, 'ext') || undefined;
  const opens = textIn(data, 'url') || textIn(data, 'page');
  if (!hasNotification) {
    const [title, text, tag, image] = ['title', 'body', 'tag', 'image'].map((name) => textIn(data, name));
    return {
      title: title ?? '',
      text: text ?? '',
      tag: tag ?? '',
      image: image ?? '',
      click: opens || 'open-app',
      ext,
    };
  }
  const shownOr = (name: string) => textIn(shown, name) || textIn(general, name);
  return {
    title: shownOr('title'),
    text: shownOr('body'),
    image: shownOr('image'),
    tag: textIn(shown, 'tag'),
    click: opens || textIn(shown, 'click_action') || 'open-app',
    ext,
  };
}

const contentHashOf = ({ title, text, image, click, ext }: Drawn): string =>
  hash('sha256', JSON.stringify([title, text, image, click, ext]), 'base64url').slice(0, 22);

function forRecord(message: Part, { tag, contentHash }: Screen): FakeMessage {
  const phone = phoneOf(message);
  const collapseKey = textIn(partIn(message, 'android'), 'collapse_key');
  return {
    tokens: phone === '' ? [] : [phone],
    ids: { ...(tag && { tag }), ...(collapseKey && { collapseKey }) },
    ttlMs: ttlOf(message),
    contentHash,
  };
}
