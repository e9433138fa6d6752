// Makes Meizu's `clickTypeInfo` of a click, with the custom content where the app finds it. Type 3, handled by the client, must not be
// used any more (sheet, 0.10).
import type { Click } from '@offline-push/contracts';

/** "Older documents: up to 1000 bytes" (sheet, 3.2). */
const MAX_URL_BYTES = 1000;

export interface ClickTypeInfo {
  readonly clickType: 0 | 1 | 2;
  readonly activity?: string;
  readonly url?: string;
  /** String extras of the opened activity (sheet, 3.2 and 8). */
  readonly parameters?: Readonly<Record<string, string>>;
}

export type ClickMade =
  | { readonly ok: true; readonly info: ClickTypeInfo }
  | { readonly ok: false; readonly code: string; readonly detail: string };

/** `ext` is undefined if there is none. A web page gets none, because no app reads it. */
export function clickInfoOf(click: Click, ext: string | undefined): ClickMade {
  switch (click.action) {
    case 'open-app':
      return { ok: true, info: { clickType: 0, ...parametersOf({ ...(ext !== undefined && { ext }) }) } };
    case 'open-url':
      return urlClick(click.url);
    case 'open-page':
      return pageClick(click.page, ext);
  }
}

const parametersOf = (parameters: Record<string, string>): Pick<ClickTypeInfo, 'parameters'> =>
  Object.keys(parameters).length > 0 ? { parameters } : {};

/** A page named by its class alone is opened by the class, also if it is not exported (sheet, 8). Any other is opened by its URI. */
function pageClick(page: string, ext: string | undefined): ClickMade {
  const named = activityIn(page);
  if (named === undefined) {
    const withExt = ext === undefined ? page : withExtra(page, ext);
    return withExt === undefined
      ? refused('ext-impossible', 'the page is no intent URI that could carry an ext')
      : urlClick(withExt, ext !== undefined);
  }
  const { activity, extras } = named;
  const parameters = { ...extras, ...(ext !== undefined && { ext }) };
  return { ok: true, info: { clickType: 1, activity, ...parametersOf(parameters) } };
}

function urlClick(url: string, hasExt = false): ClickMade {
  if (Buffer.byteLength(url) <= MAX_URL_BYTES) return { ok: true, info: { clickType: 2, url } };
  const most = `more than ${MAX_URL_BYTES} bytes`;
  return hasExt
    ? refused('ext-too-long', `the intent URI with ext has ${most}, and ext is never cut`)
    : refused('click-too-long', `the address of the click has ${most}`);
}

const refused = (code: string, detail: string): ClickMade => ({ ok: false, code, detail });

const BY_CLASS = /^intent:#Intent;(.*;)end$/s;
const CLASS_NAME = /^[A-Za-z_]\w*(\.[A-Za-z_][\w$]*)+$/;

/** Undefined if the intent has more than a class and string extras, or cannot be read. */
function activityIn(page: string): { activity: string; extras: Record<string, string> } | undefined {
  const fields = (BY_CLASS.exec(page)?.[1] ?? '').split(';').filter(Boolean);
  const pairs = fields.map((field) => field.split(/=(.*)/s, 2) as [string, string?]);
  if (!pairs.every(([name]) => /^(component|package|launchFlags|S\..+)$/.test(name))) return undefined;
  try {
    const decoded = pairs.map(
      ([name, value = '']) => [decodeURIComponent(name), decodeURIComponent(value)] as const,
    );
    const activity = classOf(decoded.find(([name]) => name === 'component')?.[1] ?? '');
    const extras = decoded
      .filter(([name]) => name.startsWith('S.'))
      .map(([name, value]) => [name.slice(2), value]);
    return activity === undefined
      ? undefined
      : { activity, extras: Object.fromEntries(extras) as Record<string, string> };
  } catch {
    return undefined;
  }
}

/** "com.example.im/.Chat" → "com.example.im.Chat". */
function classOf(component: string): string | undefined {
  const [packageName = '', name = ''] = component.split('/', 2);
  const full = name.startsWith('.') ? packageName + name : name;
  return CLASS_NAME.test(full) && full.length <= MAX_URL_BYTES ? full : undefined;
}

/** The intent with `ext` as a string extra, which replaces an `ext` in it. Undefined if it is no intent that can have extras. */
function withExtra(page: string, ext: string): string | undefined {
  const [, address, fields] = /^(intent:[^#]*#Intent;)(.*;)?end$/s.exec(page) ?? [];
  if (address === undefined) return undefined;
  const others = (fields ?? '').split(';').filter((field) => field !== '' && !field.startsWith('S.ext='));
  return `${[address.slice(0, -1), ...others, `S.ext=${encodeURIComponent(ext)}`].join(';')};end`;
}
