// Huawei's result codes and what we make of each. `source` is the section of Huawei's documentation as listed in README.md, and the
// weight behind it: `page` one vendor page, `both` a page and independent implementations, `sdk` the vendor's own sample code.

type Source = 'page' | 'both' | 'sdk';

export type Ruling = { readonly advice?: string } & (
  | { readonly kind: 'accepted' }
  /** Success for some: the answer names the others. */
  | { readonly kind: 'partial' }
  /** `isForOneToken`: in a request with several nobody says which one is meant, so each goes alone. */
  | { readonly kind: 'token-dead' | 'refused'; readonly isForOneToken: boolean }
  | { readonly kind: 'throttled' }
  | { readonly kind: 'unavailable'; readonly mayHaveRung: boolean }
  /** `mayRenew`: another access token may help, once. */
  | { readonly kind: 'credential-broken'; readonly mayRenew: boolean }
);

const REFUSED: Ruling = { kind: 'refused', isForOneToken: false };
const refused = (advice: string): Ruling => ({ ...REFUSED, advice });
const EACH_REFUSED: Ruling = { kind: 'refused', isForOneToken: true };
const EACH_DEAD: Ruling = { kind: 'token-dead', isForOneToken: true };
const THROTTLED: Ruling = { kind: 'throttled' };
/** Huawei says that it did not take the push. */
const LATER: Ruling = { kind: 'unavailable', mayHaveRung: false };
/** Huawei does not say whether it took the push. */
const UNSURE: Ruling = { kind: 'unavailable', mayHaveRung: true };
const stop = (advice: string): Ruling => ({ kind: 'credential-broken', mayRenew: false, advice });
const login = (advice: string): Ruling => ({ kind: 'credential-broken', mayRenew: true, advice });

export interface CodeRow {
  readonly code: string;
  readonly means: string;
  readonly ruling: Ruling;
  readonly source: Source;
}

const row = (code: string, means: string, ruling: Ruling, source: Source): CodeRow => ({
  code,
  means,
  ruling,
  source,
});

export const RECEIPT_ADDRESS_WRONG = '80300013';
export const IMAGE_NOT_VERIFIED = '80100022';
const RECEIPT_ADVICE =
  'The receipt address is wrong or its certificate has ended: AppGallery Connect, receipts.';
const LOGIN_ADVICE =
  'Huawei does not take this login for this id: are secret, client ID and project of one app?';

/** Answers to a push. */
const SEND: readonly CodeRow[] = [
  row('80000000', 'success', { kind: 'accepted' }, 'both'),
  row('80100000', 'some tokens failed', { kind: 'partial' }, 'both'),
  row('80100001', 'parameter error', REFUSED, 'both'),
  row('80100002', 'token count must be one', EACH_REFUSED, 'sdk'),
  row('80100003', 'structure error', REFUSED, 'both'),
  row('80100004', 'lifetime has passed', REFUSED, 'both'),
  row('80100013', 'collapse key illegal', REFUSED, 'both'),
  row('80100016', 'sensitive content', refused('Huawei does not show these words.'), 'both'),
  row('80100017', 'over 100 topic messages at once', THROTTLED, 'both'),
  row('80100018', 'review does not match the body', REFUSED, 'both'),
  row(IMAGE_NOT_VERIFIED, 'image was not verified', refused('HarmonyOS shows verified images only.'), 'page'),
  row('80200001', 'authentication error', login(LOGIN_ADVICE), 'both'),
  row('80200003', 'access token expired', login(LOGIN_ADVICE), 'both'),
  row(
    '80200005',
    'JWT expired',
    login('Huawei finds the login expired: is the clock of this server right?'),
    'page',
  ),
  row(
    '80300002',
    'no permission to send',
    stop('Push is not enabled for this app, or project and app do not belong together.'),
    'both',
  ),
  row('80300007', 'all tokens are invalid', EACH_DEAD, 'both'),
  row('80300008', 'message too long', REFUSED, 'both'),
  row('80300010', 'token count out of bounds', REFUSED, 'both'),
  row('80300011', 'no right for high urgency', REFUSED, 'both'),
  row(RECEIPT_ADDRESS_WRONG, 'receipt address wrong', refused(RECEIPT_ADVICE), 'page'),
  row('80300029', 'test messages too fast', THROTTLED, 'page'),
  row('80300030', 'too many tokens for a test message', REFUSED, 'page'),
  row('80300036', 'JWT lives too long', stop('Huawei takes logins of at most one day.'), 'page'),
  row('80300037', 'app is punished', stop('Huawei has blocked this app for breaking its rules.'), 'page'),
  row('80600003', 'Huawei could not reach its login', LATER, 'both'),
  row('81000001', 'internal error', UNSURE, 'both'),
];

/** Answers to other calls of the same API. None belongs to a push; if one comes, these are its words. */
const OTHER_CALLS: readonly CodeRow[] = [
  row('80000001', 'revoke: internal error', UNSURE, 'page'),
  row('80100020', 'revoke: part of the structure wrong', REFUSED, 'page'),
  row('80300017', 'revoke: tokens of several apps', EACH_REFUSED, 'page'),
  row('80300028', 'revoke: token of another app', EACH_REFUSED, 'page'),
  row('80300032', 'revoke: no permission', REFUSED, 'page'),
  row('82000001', 'topic: group key or name wrong', REFUSED, 'sdk'),
  row('82000002', 'topic: group mismatch', REFUSED, 'sdk'),
  row('82000003', 'topic: no tokens', REFUSED, 'sdk'),
  row('82000004', 'topic: no such group', REFUSED, 'sdk'),
  row('82000005', 'topic: group of another app', REFUSED, 'sdk'),
  row('82000006', 'topic: too many groups', REFUSED, 'sdk'),
  row('82000007', 'topic: invalid topic', REFUSED, 'sdk'),
  row('82000008', 'topic: no tokens or too many', REFUSED, 'sdk'),
  row('82000009', 'topic: over 2000 topics', REFUSED, 'sdk'),
  row('82000010', 'topic: some token wrong', EACH_REFUSED, 'sdk'),
  row('82000011', 'topic: token missing', REFUSED, 'sdk'),
  row('82000012', 'topic: data location not chosen', REFUSED, 'sdk'),
  row('82000013', 'topic: data location mismatch', REFUSED, 'sdk'),
  row('83010000', 'image: verified', UNSURE, 'page'),
  row('83010001', 'image: rejected', REFUSED, 'page'),
  row('83010002', 'image: over 60 a minute', THROTTLED, 'page'),
  row('83010003', 'image: empty body', REFUSED, 'page'),
  row('83010004', 'image: unsupported', REFUSED, 'page'),
  row('83010005', 'image: download failed', REFUSED, 'page'),
  row('83010007', 'image: bad push type', REFUSED, 'page'),
];

export const CODES: readonly CodeRow[] = [...SEND, ...OTHER_CALLS];

/** The meaning of an unknown code, by its first digits. All others are tried again, in doubt. */
export const FAMILIES: readonly { readonly prefix: string; readonly ruling: Ruling }[] = [
  { prefix: '801', ruling: REFUSED },
  { prefix: '802', ruling: login(LOGIN_ADVICE) },
  { prefix: '803', ruling: REFUSED },
  { prefix: '800', ruling: UNSURE },
  { prefix: '806', ruling: LATER },
  { prefix: '81', ruling: UNSURE },
];

const byCode = new Map(CODES.map((known) => [known.code, known.ruling]));

export const rulingOf = (code: string): Ruling =>
  byCode.get(code) ?? FAMILIES.find(({ prefix }) => code.startsWith(prefix))?.ruling ?? UNSURE;
