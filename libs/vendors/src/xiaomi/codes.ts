// Xiaomi's codes and what we make of each. Sources: `page` is "error codes of the server" in Xiaomi's developer documentation
// (https://dev.mi.com/xiaomihyperos/documentation/detail?pId=1560, as of October 2024), `sdk` the list in the vendor's own
// JAVA_SDK_V2.2.20 (com.xiaomi.xmpush.server.ErrorCode), `both` both, `field` what senders report and the pages do not.

type Source = 'page' | 'sdk' | 'both' | 'field';

export type Ruling = { readonly advice?: string } & (
  | { readonly kind: 'refused'; readonly isForOneMessage: boolean }
  /** `ofChannel`: messages of other channels may go on. */
  | {
      readonly kind: 'throttled';
      readonly until?: 'next-day';
      readonly ofChannel?: true;
      readonly waitMs?: number;
    }
  | { readonly kind: 'unavailable'; readonly mayHaveRung: boolean }
  | { readonly kind: 'token-dead'; readonly onlyIfAlone: boolean }
  | { readonly kind: 'credential-broken' }
  /** The push may go without the address for receipts. */
  | { readonly kind: 'callback-refused' }
);

/** An error of one message. In a call with several, Xiaomi does not say which. */
const REFUSED: Ruling = { kind: 'refused', isForOneMessage: true };
/** An error in all that we send this way. */
const REFUSED_ALL: Ruling = { kind: 'refused', isForOneMessage: false };
const THROTTLED: Ruling = { kind: 'throttled' };
const SPENT: Ruling = { kind: 'throttled', until: 'next-day' };
const CHANNEL_SPENT: Ruling = { kind: 'throttled', until: 'next-day', ofChannel: true };
/** Xiaomi says that it did not take the push. */
const LATER: Ruling = { kind: 'unavailable', mayHaveRung: false };
/** Xiaomi does not say whether it took the push. */
const UNSURE: Ruling = { kind: 'unavailable', mayHaveRung: true };
const BROKEN: Ruling = { kind: 'credential-broken' };
const broken = (advice: string): Ruling => ({ kind: 'credential-broken', advice });

export interface CodeRow {
  readonly code: number;
  readonly means: string;
  readonly ruling: Ruling;
  readonly source: Source;
}

const row = (code: number, means: string, ruling: Ruling, source: Source): CodeRow => ({
  code,
  means,
  ruling,
  source,
});

const SECRET_ADVICE =
  'Enter the AppSecret: the AppKey and the AppID are for the client and do not work here.';
const NO_CALLBACK: Ruling = {
  kind: 'callback-refused',
  advice: 'Xiaomi does not take the receipt address, which DISPATCH_PUBLIC_URL makes.',
};

export const CODES: readonly CodeRow[] = [
  row(-1, 'unknown error', UNSURE, 'both'),
  row(1, 'internal error', UNSURE, 'both'),
  row(100, 'empty parameter', REFUSED, 'sdk'),
  row(10001, 'system error', UNSURE, 'both'),
  row(10002, 'service suspended', LATER, 'both'),
  row(10003, 'remote service error', UNSURE, 'both'),
  row(10004, 'IP address not allowed', broken('Xiaomi does not let this IP address send.'), 'sdk'),
  row(10005, 'no permission for this API', BROKEN, 'sdk'),
  row(10006, 'appKey missing', BROKEN, 'sdk'),
  row(10007, 'media type not supported', REFUSED_ALL, 'sdk'),
  row(10008, 'wrong parameter', REFUSED, 'both'),
  row(10009, 'system busy', LATER, 'sdk'),
  row(10010, 'job timed out', UNSURE, 'sdk'),
  row(10011, 'RPC error', UNSURE, 'sdk'),
  row(10012, 'illegal request', REFUSED, 'both'),
  row(10013, 'illegal user', REFUSED, 'sdk'),
  row(10014, 'app has no permission', BROKEN, 'sdk'),
  row(10016, 'parameter missing', REFUSED, 'both'),
  row(10017, 'parameter illegal', REFUSED, 'both'),
  row(10018, 'request too long', REFUSED, 'sdk'),
  row(10020, 'no such API', REFUSED_ALL, 'sdk'),
  row(10021, 'wrong HTTP method', REFUSED_ALL, 'sdk'),
  row(10022, 'too many requests from this IP address', THROTTLED, 'sdk'),
  row(10023, 'too many requests of this user', THROTTLED, 'sdk'),
  row(10024, 'too many requests to this API', THROTTLED, 'sdk'),
  row(10025, 'callback URL not valid', NO_CALLBACK, 'sdk'),
  row(10026, 'app is blacklisted', BROKEN, 'sdk'),
  row(10027, 'too many requests of this app', THROTTLED, 'both'),
  row(10028, 'too many requests of this app', THROTTLED, 'sdk'),
  row(10029, 'no such device', { kind: 'token-dead', onlyIfAlone: true }, 'both'),
  row(10030, 'limit of the feedback API', LATER, 'page'),
  row(10031, 'app is blacklisted', BROKEN, 'page'),
  row(10032, 'limit of the feedback API', LATER, 'page'),
  row(10033, 'limit of the feedback API', LATER, 'page'),
  row(10034, 'too many messages of this app today', SPENT, 'page'),
  row(10035, 'nothing to fetch from the feedback API', LATER, 'page'),
  row(10036, 'operation forbidden for this app', BROKEN, 'page'),
  row(10037, 'request expired', LATER, 'page'),
  row(10038, 'statistics not allowed', LATER, 'page'),
  row(10039, 'statistics asked for too often', THROTTLED, 'page'),
  row(20209, 'topic cannot be changed or deleted', REFUSED, 'both'),
  row(20215, 'topic cannot be changed or deleted', REFUSED, 'both'),
  row(20216, 'topic cannot be changed or deleted', REFUSED, 'both'),
  row(20301, 'sending failed', LATER, 'both'),
  row(20315, 'deleting failed', REFUSED, 'both'),
  row(20607, 'database error', LATER, 'both'),
  row(21301, 'authentication failed', broken(SECRET_ADVICE), 'both'),
  row(21302, 'authorisation failed', broken(SECRET_ADVICE), 'both'),
  row(21303, 'restricted request', BROKEN, 'both'),
  row(21305, 'required parameter missing', REFUSED, 'both'),
  row(22000, 'illegal app', BROKEN, 'both'),
  row(22001, 'unknown app', BROKEN, 'sdk'),
  row(22002, 'app was revoked', BROKEN, 'sdk'),
  row(22003, 'app could not be updated', BROKEN, 'sdk'),
  row(22004, 'app data missing', BROKEN, 'sdk'),
  row(22005, 'app name not valid', BROKEN, 'sdk'),
  row(22006, 'app id not valid', BROKEN, 'both'),
  row(22007, 'app key not valid', BROKEN, 'both'),
  row(22008, 'app secret not valid', broken(SECRET_ADVICE), 'sdk'),
  row(22020, 'app description not valid', BROKEN, 'sdk'),
  row(22021, 'user has not authorised the app', BROKEN, 'sdk'),
  row(22022, 'package name not valid', broken('The package name does not belong to this AppSecret.'), 'both'),
  row(22100, 'notification illegal', REFUSED, 'sdk'),
  row(22101, 'too many notifications', REFUSED, 'sdk'),
  row(22102, 'notification failed', LATER, 'sdk'),
  row(22103, 'notification id not valid', REFUSED, 'sdk'),
  row(26003, 'internal push call failed', UNSURE, 'page'),
  row(26004, 'broadcast too frequent', THROTTLED, 'page'),
  row(26005, 'account set too often', REFUSED, 'page'),
  row(26006, 'message must be reviewed first', REFUSED, 'page'),
  row(27001, 'channel missing, wrong or not approved', REFUSED_ALL, 'page'),
  row(65003, 'device not found, usually offline', LATER, 'page'),
  row(65006, 'alias set too often', REFUSED, 'page'),
  row(65007, 'alias is blacklisted', REFUSED, 'page'),
  row(65008, 'alias too long', REFUSED, 'page'),
  row(65009, 'message content too long', REFUSED, 'page'),
  row(65010, 'topic too long', REFUSED, 'page'),
  row(65011, 'no parameters', REFUSED_ALL, 'page'),
  row(65012, 'alias empty', REFUSED, 'page'),
  row(65013, 'topic empty', REFUSED, 'page'),
  row(65014, 'too many custom extras', REFUSED, 'page'),
  row(65015, 'custom extras too long', REFUSED, 'page'),
  row(65016, 'user account empty', REFUSED, 'page'),
  row(65017, 'user account too long', REFUSED, 'page'),
  row(65028, 'message not found', REFUSED, 'page'),
  row(65029, 'remote service error', UNSURE, 'page'),
  row(65030, 'JSON could not be built', LATER, 'page'),
  row(65035, 'too many topics', REFUSED, 'page'),
  row(65036, 'callback parameter too long', NO_CALLBACK, 'page'),
  row(65037, 'callback URL too long', NO_CALLBACK, 'page'),
  row(65038, 'callback URL illegal', NO_CALLBACK, 'page'),
  row(65040, 'unregistering failed', REFUSED, 'page'),
  row(65041, 'ImeiMd5 empty', REFUSED, 'page'),
  row(200001, "the class's quota of today is used up", CHANNEL_SPENT, 'page'),
  row(200002, "more requests a second than the app's tier", { kind: 'throttled', waitMs: 1000 }, 'field'),
];

/** The meaning of an unknown code: the first row that fits. If in doubt the push is tried again, which only costs time. */
export const FAMILIES: readonly { readonly from: number; readonly to: number; readonly ruling: Ruling }[] = [
  { from: 21301, to: 21304, ruling: BROKEN },
  { from: 22000, to: 22099, ruling: BROKEN },
  { from: 22100, to: 22199, ruling: REFUSED },
  { from: 27000, to: 27099, ruling: REFUSED_ALL },
  { from: 65000, to: 65099, ruling: REFUSED },
  { from: 200000, to: 200999, ruling: THROTTLED },
];

const byCode = new Map(CODES.map((known) => [known.code, known.ruling]));

export function rulingOf(code: number, reason: string): Ruling {
  // The code has two meanings. Only this text says that every target is invalid (reported by senders, seen in the SDK's traffic).
  if (code === 20301 && /no valid targets/i.test(reason)) return { kind: 'token-dead', onlyIfAlone: false };
  const family = FAMILIES.find(({ from, to }) => code >= from && code <= to);
  return byCode.get(code) ?? family?.ruling ?? LATER;
}
