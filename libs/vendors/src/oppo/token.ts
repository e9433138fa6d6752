// The form of a registration ID, and which of OPPO's hosts it belongs to. It stands in a list with semicolons, in JSON, and in a comma
// list inside receipts.
import { opaqueToken } from '../shared/content/opaque-token';

/**
 * Our own bound. The vendor's SDK of 2020 knows 24 or 32 hex digits behind a region; OPPO's pages promise no form, so OPPO itself
 * says which ID is malformed (code 10000, sheet 1).
 */
const MAX_TOKEN_LENGTH = 512;
/** `CN_…` or `OPPO_CN_…`: two parts or three, and the region is the last but one (sheet 1, "Which host for a registration ID"). */
const REGION = /^(?:[^_]+_)?([A-Z]{2}|EUEX)_[^_]+$/;

export const token = opaqueToken({
  what: 'an OPPO registration ID',
  maxLength: MAX_TOKEN_LENGTH,
  form: /^[A-Za-z0-9_-]+$/,
  beside: '_ -',
});

/** True for a phone outside mainland China, which needs the other host. An ID without a region is of the mainland. */
export const isAbroad = (registrationId: string): boolean =>
  (REGION.exec(registrationId)?.[1] ?? 'CN') !== 'CN';
