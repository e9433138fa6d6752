// The answer of Huawei's token endpoint → an access token, or the verdict of all pushes that wait for one (sheet, 2.1).
import type { Exchange } from '../shared/http/http';
import { type Json, parse } from '../shared/text/json';
import { MAX_QUOTE, printable } from '../shared/text/printable';
import { visibleIn } from '../shared/text/visible';
import { whatOf } from '../shared/text/what';
import { wordlessLogin } from '../shared/text/wordless';
import type { AccessToken, Verdict } from '../vendor';

export interface LoginRow {
  /** `error`, or `error` and `sub_error`. */
  readonly code: string;
  readonly means: string;
  /** The field of the form that is wrong; "" if Huawei does not say. */
  readonly field: string;
}

const MAX_TOKEN_LENGTH = 4096;
const CLIENT_ID = '/clientId';
const SECRET = '/clientSecret';

/** All of them say that another try with the same credential fails as well. */
export const LOGIN_ERRORS: readonly LoginRow[] = [
  { code: '1101-20002', means: 'the client ID is not 1 to 64 digits', field: CLIENT_ID },
  { code: '1101-20171', means: 'the client secret is empty', field: SECRET },
  { code: '1101', means: 'client ID or client secret is wrong', field: '' },
  { code: '1102', means: 'a parameter is missing', field: '' },
  { code: '1104', means: 'the response type is unknown', field: '' },
  { code: '1105', means: 'the grant type is unknown', field: '' },
  { code: '1107', means: 'access is denied', field: '' },
  { code: '1201', means: 'the ticket is invalid', field: '' },
  { code: '1202', means: 'the ticket is invalid', field: '' },
  { code: '1203', means: 'client ID or client secret is wrong', field: SECRET },
];

const byCode = new Map(LOGIN_ERRORS.map((known) => [known.code, known]));

/** The row of an `oauth-…` code of a verdict. */
export function loginRow(code: string): LoginRow | undefined {
  const [, error = '', sub] = /^oauth-(\d+)(?:-(\d+))?$/.exec(code) ?? [];
  return byCode.get(`${error}-${sub}`) ?? byCode.get(error);
}

export function loginAnswer(exchange: Exchange, nowMs: number): AccessToken | { readonly verdict: Verdict } {
  if (exchange.kind === 'no-answer') return later(exchange.code);
  const answer = parse(exchange.body);
  const { status, retryAfterMs } = exchange;
  const error = numberIn(answer, 'error');
  // Trouble and limits of Huawei's own pass, whatever it calls them; a credential that is called broken waits for its operator.
  const isOurFault = status < 500 && status !== 429;
  if (answer !== undefined && error !== undefined && isOurFault) return { verdict: broken(answer, error) };
  const token = visibleIn(answer?.['access_token'], MAX_TOKEN_LENGTH);
  const lifeSeconds = numberIn(answer, 'expires_in') ?? 0;
  if (status === 200 && token !== undefined && lifeSeconds > 0)
    return { token, expiresAtMs: nowMs + lifeSeconds * 1000 };
  return later(wordlessLogin(exchange), retryAfterMs);
}

const later = (code: string, retryAfterMs?: number): { readonly verdict: Verdict } => ({
  verdict: {
    kind: 'unavailable',
    code,
    detail: 'The login at Huawei gave no access token.',
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    mayHaveRung: false,
  },
});

function broken(answer: Json, error: number): Verdict {
  const sub = numberIn(answer, 'sub_error');
  const code = `oauth-${error}${sub === undefined ? '' : `-${sub}`}`;
  const means = loginRow(code)?.means ?? 'client ID or client secret is wrong';
  const said = printable(answer['error_description'], MAX_QUOTE);
  const advice = `Huawei does not let us log in: ${means}.`;
  return { kind: 'credential-broken', ...whatOf(code, advice, said, 'Huawei') };
}

/** A whole number of at most nine digits; some answers spell it as text. */
function numberIn(answer: Json | undefined, field: string): number | undefined {
  const value = answer?.[field];
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
