// Hides secrets and tokens in a request that a person is to see. Pure. What is not known to be harmless is hidden.
import type { Rehearsed } from '@offline-push/vendors/send';

/** In place of a secret. */
const HIDDEN = '***';
/** As other answers show a token. */
const SHOWN_OF_TOKEN = 6;
/** Shorter ones are words of a form ("p8"). */
const SHORTEST = 4;
/** Fields of credentials that are no secrets, and may stand in an address. */
const HARMLESS = /(^|_)(id|type|uri|url|email|domain)$|Id$|_x509_cert_url$/;

export interface Request {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
  /** base64: the body is bytes. */
  bodyIs: 'text' | 'base64';
}

interface Secrets {
  credential: unknown;
  token: string;
  /** The address for receipts: who has it can report. */
  receiptUrl: string | undefined;
}

export function masked({ method, url, headers, body }: Rehearsed, secrets: Secrets): Request {
  const hide = hider(secrets);
  const shown = Object.entries(headers).map(([name, value]) => [
    name,
    /^authorization$/i.test(name) ? value.replace(/^(\w+[ =])?.*$/s, `$1${HIDDEN}`) : hide(value),
  ]);
  const text = textIn(body);
  return {
    ...{ method, url: hide(url), headers: Object.fromEntries(shown) as Record<string, string> },
    body: text === undefined ? Buffer.from(body).toString('base64') : hide(text),
    bodyIs: text === undefined ? 'base64' : 'text',
  };
}

function hider({ credential, token, receiptUrl }: Secrets): (text: string) => string {
  const hidden = [...secretsIn(credential, ''), ...(receiptUrl === undefined ? [] : [receiptUrl])];
  const pairs = [
    ...hidden.map((secret) => [secret, HIDDEN] as const),
    ...tokensIn(token).map((part) => [part, `…${part.slice(-SHOWN_OF_TOKEN)}`] as const),
  ];
  // The longest first: a part of a secret may be another one.
  const spelt = pairs
    .flatMap(([secret, instead]) => spellingsOf(secret).map((spelling) => [spelling, instead] as const))
    .sort(([a], [b]) => b.length - a.length);
  return (text) => spelt.reduce((left, [secret, instead]) => left.replaceAll(secret, instead), text);
}

/** As they stand in JSON, in forms and in addresses. */
const spellingsOf = (secret: string): string[] => [
  ...new Set([
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    encodeURIComponent(JSON.stringify(secret).slice(1, -1)),
    new URLSearchParams([['', secret]]).toString().slice(1),
  ]),
];

function secretsIn(value: unknown, name: string): string[] {
  if (typeof value === 'string') return HARMLESS.test(name) || value.length < SHORTEST ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, inner]) => secretsIn(inner, field));
}

/** A browser's token is an object of an address and keys. */
function tokensIn(token: string): string[] {
  if (!token.startsWith('{')) return [token];
  try {
    const { endpoint = '', keys = {} } = JSON.parse(token) as { endpoint?: string; keys?: object };
    return [token, new URL(endpoint).pathname.slice(1), ...Object.values(keys).map(String)].filter(
      (part) => part.length >= SHORTEST,
    );
  } catch {
    return [token];
  }
}

function textIn(body: string | Buffer): string | undefined {
  if (typeof body === 'string') return body;
  const text = body.toString('utf8');
  // eslint-disable-next-line no-control-regex -- bytes are told from text by them
  return /[\u0000-\u0008\ufffd]/.test(text) ? undefined : text;
}
