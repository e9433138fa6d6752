// vivo's result codes and what we make of each. Source: "Result codes and reactions", which follows an aggregator's error library and
// four partial lists; `one` marks codes that a single source names, `send` and so on the section behind a reaction.

type Source = 'codes' | 'one' | 'auth' | 'group send' | 'limits' | 'receipts';

export type Ruling = { readonly advice?: string } & (
  | { readonly kind: 'refused' }
  | { readonly kind: 'throttled'; readonly waitMs?: number }
  /** No message of this class is taken before the time is over. */
  | { readonly kind: 'class-closed'; readonly until: 'midnight' | 'seven' }
  /** No list is taken before midnight; single sends may go on. */
  | { readonly kind: 'lists-closed' }
  | { readonly kind: 'unavailable'; readonly retryAlone?: boolean }
  | { readonly kind: 'token-dead' }
  | { readonly kind: 'credential-broken'; readonly isForSystemOnly?: boolean }
);

const REFUSED: Ruling = { kind: 'refused' };
const refused = (advice: string): Ruling => ({ kind: 'refused', advice });
const BROKEN: Ruling = { kind: 'credential-broken' };
const broken = (advice: string): Ruling => ({ kind: 'credential-broken', advice });
/** vivo says that it did not take the push. */
const LATER: Ruling = { kind: 'unavailable' };
const later = (advice: string): Ruling => ({ kind: 'unavailable', advice });
const A_SECOND: Ruling = { kind: 'throttled', waitMs: 1_000 };

export interface CodeRow {
  readonly code: number;
  readonly means: string;
  readonly ruling: Ruling;
  readonly source: Source;
}

const row = (code: number, means: string, ruling: Ruling, source: Source = 'codes'): CodeRow => ({
  code,
  means,
  ruling,
  source,
});

/** The access token is missing, wrong or expired, so vivo took nothing. */
export const TOKEN_REFUSED = 10000;
/** The saved message of a list is unknown or has expired. */
export const TASK_GONE = 10155;
/** vivo takes the text for a test, which a formal message must not be. */
export const LOOKS_LIKE_A_TEST: readonly number[] = [10085, 10104];

const KEY_ADVICE = 'The AppKey is not that of this AppID.';
const SECRET_ADVICE = 'The AppSecret does not belong to this AppID and AppKey; it is not the AppKey itself.';
const APP_ID_ADVICE = 'vivo does not know this AppID.';
const REVIEW_ADVICE = 'The app is not in the store of vivo yet: until then only testMode sends anything.';
const SWITCH_ADVICE = 'System messages are switched off for this app in the console of vivo.';
const CATEGORY_ADVICE = 'The category is not open to this app.';
const CLOCK_ADVICE = 'The clock of this machine is more than ten minutes off.';
const TEST_ADVICE = 'The words look like those of a test, and the neutral ones did not pass either.';
const EMPTY = 'empty: the certificate lacks it';

export const CODES: readonly CodeRow[] = [
  row(TOKEN_REFUSED, 'access token missing, wrong or expired', LATER, 'auth'),
  row(10040, "limit of vivo's own server", LATER, 'one'),
  row(10043, 'app has closed its push channel', broken('The app has closed its push channel at vivo.')),
  row(10045, 'app under review: no formal messages', broken(REVIEW_ADVICE), 'limits'),
  row(10050, 'regId and alias empty', REFUSED),
  row(10051, 'message type not supported', REFUSED),
  row(10054, 'notifyType illegal', REFUSED),
  row(10055, 'title empty', REFUSED),
  row(10056, 'title too long', REFUSED),
  row(10057, 'content empty', REFUSED),
  row(10058, 'content too long', REFUSED),
  row(10059, 'timeToLive illegal', REFUSED),
  row(10060, 'skipType illegal', REFUSED),
  row(10065, 'networkType illegal', REFUSED),
  row(10067, 'clientCustomMap illegal', REFUSED),
  row(10070, 'operation messages of today used up', { kind: 'class-closed', until: 'midnight' }, 'limits'),
  row(10071, 'outside the permitted hours', { kind: 'class-closed', until: 'seven' }, 'limits'),
  row(10072, 'sending too fast', A_SECOND, 'limits'),
  row(10073, 'system messages of today used up', { kind: 'class-closed', until: 'midnight' }, 'limits'),
  row(10082, 'system messages switched off', { ...broken(SWITCH_ADVICE), isForSystemOnly: true } as Ruling),
  row(10085, 'words not allowed in a formal message', refused(TEST_ADVICE), 'one'),
  row(10093, 'access tokens asked for too often', A_SECOND, 'auth'),
  row(10094, 'access token of another app', broken('The access token is not that of this AppID.')),
  row(10095, 'notifyId illegal', REFUSED),
  row(10096, 'category illegal', refused(CATEGORY_ADVICE)),
  row(10097, 'category not of this classification', REFUSED),
  row(10103, 'sensitive words', REFUSED),
  row(10104, 'not a formal message', refused(TEST_ADVICE), 'limits'),
  row(10150, 'regIds empty', REFUSED, 'group send'),
  row(10151, 'taskId empty', REFUSED, 'group send'),
  row(10152, 'taskId illegal', REFUSED, 'group send'),
  row(10153, 'not 2 to 1000 IDs', REFUSED, 'group send'),
  row(TASK_GONE, 'saved message unknown or expired', { ...LATER, retryAlone: true } as Ruling, 'group send'),
  row(10200, 'appId empty', broken(`AppID ${EMPTY}.`), 'auth'),
  row(10201, 'appKey empty', broken(`AppKey ${EMPTY}.`), 'auth'),
  row(10202, 'appKey illegal', broken(KEY_ADVICE), 'auth'),
  row(10203, 'timestamp empty', BROKEN, 'auth'),
  row(10204, 'sign empty', BROKEN, 'auth'),
  row(10205, 'appId unknown', broken(APP_ID_ADVICE), 'auth'),
  row(10206, 'sign wrong', broken(SECRET_ADVICE), 'auth'),
  row(10207, 'timestamp illegal', later(CLOCK_ADVICE), 'auth'),
  row(10252, 'too many saved messages today', { kind: 'lists-closed' }, 'limits'),
  row(10254, 'too many sends to all today', REFUSED, 'limits'),
  row(10302, 'regId unknown, uninstalled or wiped', { kind: 'token-dead' }),
  row(10304, 'extra with an unknown key', REFUSED, 'receipts'),
  row(10305, 'extra: callback too long', REFUSED, 'receipts'),
  row(10306, 'extra: callback.param too long', REFUSED, 'receipts'),
  row(
    10311,
    'device cannot receive now',
    refused('The phone has its notifications off, or was away for long.'),
    'one',
  ),
  row(10352, 'requestId empty', REFUSED),
  row(10353, 'requestId too long', REFUSED),
  row(10800, 'too many registration tokens', REFUSED, 'one'),
  row(10801, 'notification empty', REFUSED, 'one'),
];

/** The meaning of some unknown codes. For all others the sheet's rule holds: fail this message, keep the token. */
export const FAMILIES: readonly { readonly from: number; readonly to: number; readonly ruling: Ruling }[] = [
  { from: 10040, to: 10049, ruling: LATER },
  { from: 10070, to: 10079, ruling: { kind: 'throttled' } },
  { from: 10200, to: 10209, ruling: BROKEN },
  { from: 10250, to: 10259, ruling: { kind: 'throttled' } },
];

const byCode = new Map(CODES.map((known) => [known.code, known.ruling]));

export function rulingOf(code: number): Ruling {
  const family = FAMILIES.find(({ from, to }) => code >= from && code <= to);
  return byCode.get(code) ?? family?.ruling ?? REFUSED;
}

/** `status` of an invalid user (sheet 4). Only the first two are about the token. */
export function rulingOfStatus(status: number): Ruling {
  switch (status) {
    case 1:
    case 2:
      return { kind: 'token-dead' };
    case 3:
      return refused('The phone was away for 14 days or more.');
    case 4:
      return refused('testMode is on, and the phone is not a test device of the console.');
    default:
      return REFUSED;
  }
}
