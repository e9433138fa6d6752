// Meizu's codes and what we make of each. `source` is the section of the sheet made from the vendor's HTTP API document of April 2025 and
// its Java SDK 1.2.13 (README.md): 4.1 codes of an answer, 4.2 codes of single phones inside an accepted one. 110010 is in both and means
// "too fast" in one and "notifications switched off" in the other.

export type Ruling = { readonly advice?: string } & (
  | { readonly kind: 'refused' }
  /** `onlyIfAlone`: the code is about a whole call, so with several phones in it the one at fault is unknown. */
  | { readonly kind: 'token-dead'; readonly onlyIfAlone: boolean }
  | { readonly kind: 'throttled'; readonly wait: Wait }
  /** `isLocal`: about this phone only. */
  | {
      readonly kind: 'unavailable';
      readonly mayHaveRung: boolean;
      readonly wait?: Wait;
      readonly isLocal?: true;
    }
  | { readonly kind: 'credential-broken' }
);

/** In ms, or until midnight in China: the hour at which days begin anew is not documented. */
export type Wait = number | 'next-day';

export interface CodeRow {
  readonly code: string;
  readonly means: string;
  readonly ruling: Ruling;
  readonly source: '4.1' | '4.2';
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

const REFUSED: Ruling = { kind: 'refused' };
const refused = (advice: string): Ruling => ({ kind: 'refused', advice });
const broken = (advice: string): Ruling => ({ kind: 'credential-broken', advice });
/** Meizu says that it did not take the push. */
const LATER: Ruling = { kind: 'unavailable', mayHaveRung: false };
const later = (wait: Wait, advice: string): Ruling => ({
  kind: 'unavailable',
  mayHaveRung: false,
  wait,
  isLocal: true,
  advice,
});
/** Meizu does not say whether it took the push. */
const UNSURE: Ruling = { kind: 'unavailable', mayHaveRung: true };
const DEAD: Ruling = { kind: 'token-dead', onlyIfAlone: false };
const DEAD_IF_ALONE: Ruling = { kind: 'token-dead', onlyIfAlone: true };
const SPENT: Ruling = { kind: 'throttled', wait: 'next-day' };

const rowsFrom =
  (source: CodeRow['source']) =>
  (code: string, means: string, ruling: Ruling): CodeRow => ({ code, means, ruling, source });
const answer = rowsFrom('4.1');
const phone = rowsFrom('4.2');

const SECRET_ADVICE =
  'Enter the AppSecret of this AppID: the AppKey looks like it and is for the client only.';

/** Codes of an answer as a whole. "200" is not among them: it is read phone by phone. */
export const ANSWER_CODES: readonly CodeRow[] = [
  // No redirect is followed: the signature never expires, so no address in an answer may get it.
  answer('300', 'sends us elsewhere', LATER),
  answer('500', 'other error', UNSURE),
  answer('1001', 'system error', UNSURE),
  answer('1003', 'server busy', LATER),
  answer('1005', 'parameter wrong', REFUSED),
  answer('1006', 'signature failed', broken(SECRET_ADVICE)),
  answer(
    '110000',
    'AppID not valid',
    broken('Enter the AppID of push.meizu.com, not one of the old platform.'),
  ),
  answer('110001', 'AppKey not valid', broken(SECRET_ADVICE)),
  answer('110002', 'pushId not registered', DEAD_IF_ALONE),
  answer('110003', 'pushId not valid', DEAD_IF_ALONE),
  answer('110004', 'required parameter empty', REFUSED),
  answer('110009', 'app is blacklisted', broken('Meizu has blocked this app.')),
  answer('110010', 'app sends too fast', { kind: 'throttled', wait: SECOND_MS }),
  answer('110019', "app's pushes of today are used up", SPENT),
  answer('110031', 'package name not valid', broken('The package name does not belong to this AppID.')),
  answer('110032', 'task id not valid', REFUSED),
  answer('110033', 'AppSecret not valid', broken(SECRET_ADVICE)),
  answer('110051', 'a count limit of the app is exceeded', SPENT),
  answer('110053', 'pass-through not allowed', REFUSED),
];

/** Codes of single phones. Only the app's own limit is `throttled`, because one phone's wait must not delay the others of the app. */
export const PHONE_CODES: readonly CodeRow[] = [
  phone('201', 'no permission', REFUSED),
  phone('501', 'database error', LATER),
  phone('513', 'internal error', LATER),
  phone('518', 'app sends too fast', { kind: 'throttled', wait: SECOND_MS }),
  phone('519', 'overloaded', LATER),
  phone(
    '520',
    'folded: more than five in a minute',
    later(MINUTE_MS, 'More than five in a minute to this phone.'),
  ),
  phone('110002', 'pushId not subscribed', DEAD),
  phone('110003', 'pushId not valid', DEAD),
  phone('110005', 'alias not subscribed', REFUSED),
  phone('110010', 'notifications switched off', refused('Notifications are switched off on this phone.')),
  phone(
    '110011',
    'public messages of today used up',
    later('next-day', 'No more public messages to this phone today; private ones have no limit.'),
  ),
];

interface Family {
  readonly from: number;
  readonly to: number;
  readonly ruling: Ruling;
}

/** The meaning of an unknown code, by its neighbours. If in doubt the push is tried again, which only costs time. */
export const ANSWER_FAMILIES: readonly Family[] = [
  { from: 500, to: 599, ruling: UNSURE },
  { from: 1000, to: 1099, ruling: UNSURE },
  { from: 110000, to: 110099, ruling: LATER },
];
export const PHONE_FAMILIES: readonly Family[] = [
  { from: 200, to: 299, ruling: REFUSED },
  { from: 500, to: 599, ruling: LATER },
  // The known codes are facts about the phone, which a second call does not change.
  { from: 110000, to: 110099, ruling: REFUSED },
];

const rulings = (rows: readonly CodeRow[], families: readonly Family[]) => {
  const known = new Map(rows.map(({ code, ruling }) => [code, ruling]));
  const inFamily = (code: string) =>
    families.find(({ from, to }) => /^\d{1,9}$/.test(code) && Number(code) >= from && Number(code) <= to);
  return (code: string): Ruling => known.get(code) ?? inFamily(code)?.ruling ?? LATER;
};

export const rulingOfAnswer = rulings(ANSWER_CODES, ANSWER_FAMILIES);
export const rulingOfPhone = rulings(PHONE_CODES, PHONE_FAMILIES);
