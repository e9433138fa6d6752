// Honor's codes and what we make of each. `source` is where the sheet has it (docs of November 2026): section and grade, where
// V is the vendor's text, 2 several independent senders, 1 one of them, G analogy with the API that this one descends from.
// The classifier of section 4 keeps the unverified ones from carrying weight: families decide as the rows do.

export type Ruling = { readonly advice?: string } & (
  | { readonly kind: 'accepted' }
  /** Some tokens got it and the lists of the answer say which did not. */
  | { readonly kind: 'partly' }
  | { readonly kind: 'tokens-dead' }
  /** Too many tokens for one call: each goes alone. */
  | { readonly kind: 'split' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'throttled' }
  | { readonly kind: 'unavailable'; readonly mayHaveRung: boolean }
  /** `isToken`: another access token may help. */
  | { readonly kind: 'credential-broken'; readonly isToken: boolean }
);

const REFUSED: Ruling = { kind: 'refused' };
const THROTTLED: Ruling = { kind: 'throttled' };
/** Honor says that it did not take the push. */
const LATER: Ruling = { kind: 'unavailable', mayHaveRung: false };
/** Honor does not say whether it took the push. */
const UNSURE: Ruling = { kind: 'unavailable', mayHaveRung: true };
export const TOKEN_ADVICE =
  'Honor takes no access token of this Client ID for this App ID: enter three values of one app.';
const TOKEN: Ruling = { kind: 'credential-broken', isToken: true, advice: TOKEN_ADVICE };

export interface CodeRow {
  readonly code: number;
  readonly means: string;
  readonly ruling: Ruling;
  readonly source: string;
}

const row = (code: number, means: string, ruling: Ruling, source: string): CodeRow => ({
  code,
  means,
  ruling,
  source,
});

export const CODES: readonly CodeRow[] = [
  row(200, 'accepted; the lists are read all the same', { kind: 'accepted' }, 'section 4, 2'),
  row(400, 'bad request', REFUSED, 'section 4, 1'),
  row(401, 'not authenticated', TOKEN, 'section 4, 1'),
  row(403, 'access token of another app', TOKEN, 'section 4, 1'),
  row(404, 'no such address', LATER, 'section 4, 1'),
  row(429, 'too many requests', THROTTLED, 'section 4, 1'),
  row(500, 'internal error', UNSURE, 'section 4, 1'),
  row(502, 'bad gateway', UNSURE, 'section 4, 1'),
  row(503, 'flow control', THROTTLED, 'section 4, 1'),
  row(504, 'gateway timeout', UNSURE, 'section 4, 1'),
  row(80000000, 'success, spelled as by its ancestor', { kind: 'accepted' }, 'section 4, 1'),
  row(80100000, 'partial success', { kind: 'partly' }, 'section 4, 1'),
  row(80100001, 'parameter error', REFUSED, 'section 4, G'),
  row(80100003, 'message structure error', REFUSED, 'section 4, G'),
  row(80100004, 'ttl expired', REFUSED, 'section 4, G'),
  row(80100016, 'sensitive content', REFUSED, 'section 4, G'),
  row(80200001, 'authentication error', TOKEN, 'section 4, G'),
  row(80200003, 'access token expired', TOKEN, 'section 4, G'),
  row(
    80300002,
    'app may not send',
    { kind: 'credential-broken', isToken: false, advice: 'Honor does not let this app send.' },
    'section 4, G',
  ),
  row(80300007, 'all tokens invalid', { kind: 'tokens-dead' }, 'section 4, G'),
  row(80300008, 'body too large', REFUSED, 'section 4, G'),
  row(80300010, 'too many tokens', { kind: 'split' }, 'section 4, G'),
  row(
    80300011,
    'no right for this message level',
    { kind: 'refused', advice: 'Lower the importance, or apply for the right in the console.' },
    'section 4, G',
  ),
  row(80600003, 'OAuth request failed', LATER, 'section 4, G'),
  row(81000001, 'internal error', UNSURE, 'section 4, G'),
];

/** What a code that nobody has described is taken for (section 4, classifier, 3, 6 and 7). */
export const FAMILIES: readonly { readonly from: number; readonly to: number; readonly ruling: Ruling }[] = [
  { from: 80000000, to: 80099999, ruling: UNSURE },
  { from: 80100000, to: 80199999, ruling: REFUSED },
  { from: 80200000, to: 80299999, ruling: TOKEN },
  { from: 80300000, to: 80399999, ruling: REFUSED },
  { from: 80600000, to: 80699999, ruling: LATER },
  { from: 81000000, to: 81999999, ruling: UNSURE },
];

const byCode = new Map(CODES.map((known) => [known.code, known.ruling]));

/** Undefined: neither the code nor its family is known; the HTTP status has to do. */
export const rulingOf = (code: number): Ruling | undefined =>
  byCode.get(code) ?? FAMILIES.find(({ from, to }) => code >= from && code <= to)?.ruling;
