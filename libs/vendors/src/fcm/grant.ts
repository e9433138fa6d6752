// Reads Google's answer to a request for an access token: the token, or the verdict for all sends that wait for it. Pure.
import type { Exchange } from '../shared/http/http';
import { parse } from '../shared/text/json';
import { printable } from '../shared/text/printable';
import { visibleIn } from '../shared/text/visible';
import { wordlessLogin } from '../shared/text/wordless';
import type { AccessToken, Verdict } from '../vendor';

/** What went wrong before a push could leave; nobody's phone rang. `field` is a JSON pointer into the credential. */
interface Refusal {
  readonly verdict: Verdict;
  readonly field?: string;
}

export type Grant = { readonly granted: AccessToken } | { readonly refused: Refusal };

/** With our advice in front of it a detail stays within the 200 characters of an outcome. */
const MAX_QUOTE = 60;
const MAX_TOKEN_LENGTH = 4096;
/** A day: Google gives an hour. */
const MAX_LIFE_SECONDS = 86_400;

export interface GrantRow {
  /** OAuth's error code. */
  readonly error: string;
  /** Distinguishes rows of one code by Google's words. */
  readonly says?: RegExp;
  readonly kind: 'credential-broken' | 'unavailable';
  readonly field: string;
  readonly advice: string;
  readonly source: string;
}

/** Sheet, 2 "Errors"; the first row that fits. Codes that the sheet does not have are RFC 6749's, 5.2. */
export const GRANT_ERRORS: readonly GrantRow[] = [
  {
    error: 'invalid_grant',
    says: /signature/i,
    kind: 'credential-broken',
    field: '/private_key',
    advice:
      'The private key is not (or no longer) a key of this service account: generate a new one in the console.',
    source: 'sheet 2: "Invalid JWT Signature."',
  },
  {
    error: 'invalid_grant',
    says: /short-lived|timeframe|\biat\b|\bexp\b/i,
    kind: 'unavailable',
    field: '',
    advice: 'The clock of this machine is wrong by more than five minutes.',
    source: 'sheet 2: "Invalid JWT: Token must be a short-lived token …"',
  },
  {
    error: 'invalid_grant',
    kind: 'credential-broken',
    field: '/client_email',
    advice: 'Google does not know this service account: it was deleted, or the address is wrong.',
    source: 'sheet 2: "Invalid grant: account not found"',
  },
  {
    error: 'invalid_scope',
    kind: 'credential-broken',
    field: '/client_email',
    advice: 'This service account may not ask for Firebase Cloud Messaging.',
    source: 'sheet 2 (unverified)',
  },
  {
    error: 'unauthorized_client',
    kind: 'credential-broken',
    field: '/client_email',
    advice: 'This service account may not ask for access tokens.',
    source: 'sheet 2 (unverified)',
  },
  {
    error: 'invalid_client',
    kind: 'credential-broken',
    field: '/client_email',
    advice: 'Google does not know this service account.',
    source: 'RFC 6749, 5.2',
  },
  {
    error: 'invalid_request',
    kind: 'unavailable',
    field: '',
    advice: 'Google could not read the request for a token.',
    source: 'RFC 6749, 5.2',
  },
  {
    error: 'unsupported_grant_type',
    kind: 'unavailable',
    field: '',
    advice: 'Google could not read the request for a token.',
    source: 'RFC 6749, 5.2',
  },
];

/** Another 4xx in OAuth's own form concerns the account: waiting would not help. */
const OTHER: Omit<GrantRow, 'error'> = {
  kind: 'credential-broken',
  field: '',
  advice: 'Google gives this service account no token.',
  source: 'family: 400, 401 and 403 with an OAuth error',
};

export function grantOf(exchange: Exchange, nowMs: number): Grant {
  if (exchange.kind === 'no-answer') return refuse(away(exchange.code));
  const { status, retryAfterMs } = exchange;
  const answer = parse(exchange.body);
  const error = answer?.['error'];
  if (status === 200 && error === undefined) return tokenIn(answer, nowMs);
  if (status === 429)
    return refuse({ kind: 'throttled', code: wordlessLogin(exchange), ...wait(retryAfterMs) });
  if (typeof error === 'string' && [400, 401, 403].includes(status)) {
    return refusedBy(error, answer?.['error_description']);
  }
  return refuse(away(wordlessLogin(exchange), retryAfterMs));
}

function refusedBy(error: string, description: unknown): Grant {
  const words = typeof description === 'string' ? description : '';
  const row =
    GRANT_ERRORS.find(
      (known) => known.error === error && (known.says === undefined || known.says.test(words)),
    ) ?? OTHER;
  const said = printable(description, MAX_QUOTE);
  const detail = said ? `${row.advice} Google says: ${said}` : row.advice;
  const code = /^[a-z_]{1,60}$/.test(error) ? error : 'no-token';
  const verdict: Verdict =
    row.kind === 'unavailable'
      ? { kind: 'unavailable', code, detail, mayHaveRung: false }
      : { kind: 'credential-broken', code, detail };
  return { refused: { verdict, field: row.field } };
}

function tokenIn(answer: Record<string, unknown> | undefined, nowMs: number): Grant {
  const token = visibleIn(answer?.['access_token'], MAX_TOKEN_LENGTH);
  const seconds = answer?.['expires_in'];
  const isLife = typeof seconds === 'number' && seconds > 0;
  if (token === undefined || !isLife) return refuse(away('login-unreadable-answer'));
  return { granted: { token, expiresAtMs: nowMs + Math.min(seconds, MAX_LIFE_SECONDS) * 1000 } };
}

const refuse = (verdict: Verdict): Grant => ({ refused: { verdict } });

const away = (code: string, retryAfterMs?: number): Verdict => ({
  kind: 'unavailable',
  code,
  detail: 'no access token could be had',
  ...wait(retryAfterMs),
  mayHaveRung: false,
});

const wait = (retryAfterMs: number | undefined) => (retryAfterMs === undefined ? {} : { retryAfterMs });
