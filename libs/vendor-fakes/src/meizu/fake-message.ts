// `messageJson` as Meizu reads it: flags as numbers, booleans or texts of numbers, whole sections absent or null.
import { createHash } from 'node:crypto';
import type { FakeMessage } from '../host/vendor-fake';

export type Section = Readonly<Record<string, unknown>>;

const SECTIONS = [
  'noticeBarInfo',
  'noticeExpandInfo',
  'clickTypeInfo',
  'pushTimeInfo',
  'advanceInfo',
  'vipInfo',
  'extra',
] as const;

export type ReadMessage = Readonly<Record<(typeof SECTIONS)[number], Section>>;

/** Undefined: no JSON object, or a section that is none. */
export function messageIn(text: string): ReadMessage | undefined {
  const json = parse(text);
  if (json === undefined) return undefined;
  const pairs = SECTIONS.map((name) => [name, json[name] ?? {}] as const);
  return pairs.every(([, section]) => isObject(section))
    ? (Object.fromEntries(pairs) as ReadMessage)
    : undefined;
}

function parse(text: string): Section | undefined {
  try {
    const value: unknown = JSON.parse(text);
    // What is nested too deeply to be written down again cannot be hashed for the record either.
    JSON.stringify(value);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export const isObject = (value: unknown): value is Section =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Empty if absent; undefined if it is no text. */
export function textIn(section: Section, name: string): string | undefined {
  const value = section[name] ?? '';
  return typeof value === 'string' ? value : undefined;
}

/** NaN if it is nothing like a number. */
export function numberIn(section: Section, name: string, otherwise: number): number {
  const value = section[name] ?? otherwise;
  if (typeof value === 'string') return /^\d{1,9}$/.test(value) ? Number(value) : NaN;
  return typeof value === 'number' || typeof value === 'boolean' ? Number(value) : NaN;
}

const HOUR_MS = 3_600_000;

export function forRecord(message: ReadMessage, tokens: readonly string[]): FakeMessage {
  const notifyKey = textIn(message.advanceInfo, 'notifyKey');
  return {
    tokens,
    ids: notifyKey ? { notifyKey } : {},
    ttlMs: ttlMsOf(message),
    contentHash: contentHashOf(message),
  };
}

/** 0: for phones that are online now. */
function ttlMsOf({ pushTimeInfo }: ReadMessage): number {
  const isKept = numberIn(pushTimeInfo, 'offLine', 1) === 1;
  return isKept ? numberIn(pushTimeInfo, 'validTime', 24) * HOUR_MS : 0;
}

/** What is seen, and what a tap does. */
export function contentHashOf({ noticeBarInfo, noticeExpandInfo, clickTypeInfo }: ReadMessage): string {
  const { title, content } = noticeBarInfo;
  const { clickType, url, activity, parameters } = clickTypeInfo;
  return createHash('sha256')
    .update(JSON.stringify([title, content, noticeExpandInfo, clickType, url, activity, parameters]))
    .digest('base64url')
    .slice(0, 22);
}

export function clickOf({ clickTypeInfo }: ReadMessage): string {
  const field = ['', 'activity', 'url', 'customAttribute'][numberIn(clickTypeInfo, 'clickType', 0)] ?? '';
  return textIn(clickTypeInfo, field) || 'open-app';
}

/** What the opened activity finds under "ext": among its parameters, or as a string extra of the intent URI. */
export function extOf({ clickTypeInfo }: ReadMessage): string | undefined {
  const { parameters, url } = clickTypeInfo;
  const type = numberIn(clickTypeInfo, 'clickType', 0);
  if (type !== 2) return isObject(parameters) ? textIn(parameters, 'ext') || undefined : undefined;
  const written = /^intent:.*;S\.ext=([^;]*);/s.exec(typeof url === 'string' ? url : '')?.[1];
  return written === undefined ? undefined : unescaped(written);
}

function unescaped(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
