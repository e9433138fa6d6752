// A request as a push service and then the browser read it. Nothing is judged here: what is missing stays undefined.
import { hash } from 'node:crypto';
import type { FakeCall, FakeRequest } from '../host/vendor-fake';
import { decrypted } from './fake-decrypt';
import { browserOf, distributorTokenFor, tokenFor } from './sample';

export type Json = Readonly<Record<string, unknown>>;

export interface WebPushCall extends FakeCall {
  readonly method: string;
  /** Undefined: another path than that of a subscription. */
  readonly word: string | undefined;
  /** Of the subscription; empty if the path is that of none. */
  readonly token: string;
  /** The path is that of a UnifiedPush distributor. */
  readonly isDistributors: boolean;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Where the caller believes to be. */
  readonly host: string;
  readonly jwt: string | undefined;
  readonly bytes: number;
  /** What the browser reads. Undefined: it cannot decrypt it. */
  readonly clear: string | undefined;
  readonly shown: Json | undefined;
}

const PATH = /^\/wpush\/([A-Za-z0-9_-]{1,200})$/;
/** ntfy's topics; `up=1` says that the body is binary. */
const DISTRIBUTORS_PATH = /^\/up([A-Za-z0-9_-]{1,200})\?up=1$/;
const NAMES = ['ttl', 'urgency', 'topic', 'content-encoding', 'authorization'];

export function readRequest({ method, path, query, headers, body }: FakeRequest): WebPushCall {
  const topicsWord = DISTRIBUTORS_PATH.exec(`${path}?${query}`)?.[1];
  const word = PATH.exec(path)?.[1] ?? topicsWord;
  const isDistributors = topicsWord !== undefined;
  const token = word === undefined ? '' : (isDistributors ? distributorTokenFor : tokenFor)(word);
  const { t, k } = vapidIn(headers.authorization ?? '');
  const clear = word === undefined ? undefined : decrypted(body, browserOf(word));
  const shown = clear === undefined ? undefined : objectIn(clear);
  const topic = textIn(headers['topic']);
  const ttl = textIn(headers['ttl']);
  const message = {
    tokens: word === undefined ? [] : [token],
    ids: topic === undefined ? {} : { topic },
    ttlMs: ttl !== undefined && /^\d{1,10}$/.test(ttl) ? Number(ttl) * 1_000 : undefined,
    contentHash: contentHashOf(shown ?? {}),
  };
  return {
    ...{ method, word, token, isDistributors, jwt: t, credential: k, bytes: body.length, clear, shown },
    host: String(headers.host ?? headers[':authority'] ?? ''),
    headers: Object.fromEntries(NAMES.map((name) => [name, textIn(headers[name])])),
    messages: word === undefined ? [] : [message],
  };
}

/** Parts in any order, with or without a blank behind the comma (RFC 8292, 3). */
function vapidIn(header: string): { t?: string; k?: string } {
  const [, parts = ''] = /^vapid (.+)$/i.exec(header) ?? [];
  return Object.fromEntries(parts.split(',').map((part) => part.trim().split(/=(.*)/s, 2))) as {
    t?: string;
    k?: string;
  };
}

const textIn = (value: string | string[] | undefined): string | undefined => [value].flat()[0];

function objectIn(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}

/** What is seen, and what a tap does. */
const contentHashOf = ({ title, body, image, icon, url, page, ext }: Json): string =>
  hash('sha256', JSON.stringify([title, body, image, icon, url, page, ext]), 'base64url').slice(0, 22);
