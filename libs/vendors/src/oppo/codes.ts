// OPPO's codes and what we make of each. Sources: `both` is the vendor's list (document 11235) and its SDK, `page` the list alone, `one` a
// single source; all stand in the sheet's section 4, "Codes and reactions".

type Source = 'both' | 'page' | 'one';

export type Ruling = { readonly advice?: string } &
  /** Wrong in one message; `isForAll`: in whatever we send this way. */
  (| { readonly kind: 'refused'; readonly isForAll?: boolean }
    /** Category, level or template: the certificate's fault, unless the message asked for them. */
    | { readonly kind: 'misconfigured' }
    | { readonly kind: 'throttled' }
    /** No message of this class is taken before midnight in China. */
    | { readonly kind: 'class-closed' }
    /** This way is closed to the app; a single message may pass. `isForToday`: a quota, which is no fault of the certificate. */
    | { readonly kind: 'way-closed'; readonly isForToday?: boolean }
    /** OPPO says that it did not take the push. */
    | { readonly kind: 'unavailable' }
    /** OPPO had taken the push before. */
    | { readonly kind: 'taken' }
    | { readonly kind: 'token-dead' }
    | { readonly kind: 'credential-broken' }
  );

const REFUSED: Ruling = { kind: 'refused' };
const REFUSED_ALL: Ruling = { kind: 'refused', isForAll: true };
const THROTTLED: Ruling = { kind: 'throttled' };
const LATER: Ruling = { kind: 'unavailable' };
const DEAD: Ruling = { kind: 'token-dead' };
const broken = (advice: string): Ruling => ({ kind: 'credential-broken', advice });
const misconfigured = (advice: string): Ruling => ({ kind: 'misconfigured', advice });

export interface CodeRow {
  readonly code: number;
  readonly means: string;
  readonly ruling: Ruling;
  readonly source: Source;
}

const row = (code: number, means: string, ruling: Ruling, source: Source = 'both'): CodeRow => ({
  code,
  means,
  ruling,
  source,
});

/** The access token was refused or not read, so OPPO took nothing. */
export const TOKEN_REFUSED: readonly number[] = [11, 29];
/** A malformed registration ID. A dead one is accepted, and a receipt reports it later. */
const BAD_REGISTRATION_ID = 10000;

const KEY_ADVICE = 'OPPO does not know this AppKey.';
const SECRET_ADVICE =
  'Enter the MasterSecret that belongs to the AppKey: the AppSecret of the same page is for the client and does not work here.';
const CLOCK: Ruling = {
  kind: 'unavailable',
  advice: 'The clock of this machine is more than ten minutes off.',
};
const IP_ADVICE = 'OPPO does not let this IP address send.';
const DISABLED_ADVICE = 'The app is disabled at OPPO.';
const PERMISSION_ADVICE = 'The app has no permission to push through the API.';
const TEMPLATE_ADVICE =
  'OPPO wants the id of an approved template (templateId) for messages of this category.';
const CATEGORY_ADVICE = 'The category is not granted to the app, or the notify level (16) is not.';

export const CODES: readonly CodeRow[] = [
  row(-1, 'service unavailable', LATER),
  row(-2, 'service in flow control', THROTTLED),
  row(11, 'access token not valid', LATER),
  row(12, 'HTTP method not allowed', REFUSED_ALL),
  row(13, 'too many calls of this app', THROTTLED),
  row(14, 'AppKey not valid', broken(KEY_ADVICE)),
  row(15, 'AppKey missing', broken(KEY_ADVICE)),
  row(16, 'signature not valid', broken(SECRET_ADVICE)),
  row(17, 'signature missing', broken(SECRET_ADVICE)),
  row(18, 'timestamp missing', CLOCK),
  row(19, 'timestamp not valid', CLOCK),
  row(20, 'method not valid', REFUSED_ALL),
  row(21, 'method missing', REFUSED_ALL),
  row(22, 'version missing', REFUSED_ALL),
  row(23, 'version not valid', REFUSED_ALL),
  row(24, 'version not supported', REFUSED_ALL),
  row(25, 'encoding is not UTF-8', REFUSED_ALL),
  row(26, 'IP address blacklisted', broken(IP_ADVICE)),
  row(27, 'access to this function denied', { kind: 'way-closed', advice: PERMISSION_ADVICE }),
  row(28, 'app disabled', broken(DISABLED_ADVICE)),
  row(29, 'access token missing', LATER),
  row(30, 'app may not push through the API', broken(PERMISSION_ADVICE)),
  row(31, 'no such data, for instance a saved message', LATER),
  row(32, 'data sent twice', { kind: 'taken' }),
  row(33, 'messages of today used up', { kind: 'class-closed' }),
  row(34, 'pictures of today used up', REFUSED),
  row(40, 'required argument missing', REFUSED),
  row(41, 'argument not valid: length, form or forbidden words', REFUSED),
  row(42, 'saved messages of today used up', { kind: 'way-closed', isForToday: true }, 'one'),
  row(51, 'picture not valid', REFUSED),
  row(54, 'private_msg_template_id is null', misconfigured(TEMPLATE_ADVICE), 'page'),
  row(55, 'too many calls of this app', THROTTLED, 'page'),
  row(59, 'no right to a fallback link', REFUSED, 'page'),
  row(67, 'category wrong or notify_level not allowed', misconfigured(CATEGORY_ADVICE), 'page'),
  row(69, 'limit of all OPPO', THROTTLED, 'one'),
  row(BAD_REGISTRATION_ID, 'registration ID malformed', DEAD),
];

/** The meaning of an unknown code (sheet 4, last rows). Any other is tried again, which only costs time. */
export const FAMILIES: readonly { readonly from: number; readonly to: number; readonly ruling: Ruling }[] = [
  { from: 500, to: 599, ruling: LATER },
  { from: 10_001, to: 20_000, ruling: REFUSED },
];

const byCode = new Map(CODES.map((known) => [known.code, known.ruling]));

export function rulingOf(code: number, words: string): Ruling {
  // One integrator sees 41 for a malformed registration ID; only the words tell (sheet 4, code 41). We also send a field named after it.
  if (code === 41 && /(?<!verify[ _]?)registration[ _]?id|regid/i.test(words)) return DEAD;
  const family = FAMILIES.find(({ from, to }) => code >= from && code <= to);
  return byCode.get(code) ?? family?.ruling ?? LATER;
}
