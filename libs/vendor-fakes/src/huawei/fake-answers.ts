// Huawei's answers, in its own words as far as they were seen. The code is a text of digits; `msg` may hold a document.
import { randomBytes } from 'node:crypto';
import type { FakeAnswer } from '../host/vendor-fake';

export interface Problem {
  readonly code: string;
  readonly msg: string;
}

/** Which status goes with which code is not documented: this is as likely as any. */
function statusOf(code: string): number {
  if (code.startsWith('802')) return 401;
  if (code.startsWith('81')) return 500;
  return code.startsWith('801') && code !== '80100000' ? 400 : 200;
}

export interface Answering {
  readonly nowMs: number;
  readonly isAllIn200?: boolean | undefined;
}

export const pushAnswer = (
  { code, msg }: Problem,
  { nowMs, isAllIn200 = false }: Answering,
  accepted = 0,
  more: object = {},
): FakeAnswer => ({
  status: isAllIn200 ? 200 : statusOf(code),
  code,
  accepted,
  body: JSON.stringify({ code, msg, requestId: requestIdOf(nowMs), ...more }),
});

/** Time, then digits: "157440955549500001002006". */
const requestIdOf = (nowMs: number): string =>
  `${nowMs}${String(randomBytes(6).readUIntBE(0, 6) % 1e11).padStart(11, '0')}`;

/** How the address of before v1 says that an access token is none, or none any more: clients of it read the header first. */
export const sessionEnded = (): FakeAnswer => ({
  status: 200,
  headers: { NSP_STATUS: '6' },
  code: 'nsp-6',
  accepted: 0,
  body: JSON.stringify({ error: 'session timeout' }),
});

/** Flow control says nothing. */
export const tooFast = (): FakeAnswer => ({ status: 503, code: 'http-503', accepted: 0, body: '' });

export const plainStatus = (status: number): FakeAnswer => ({
  status,
  code: `http-${status}`,
  accepted: 0,
  body: '',
});

export const loginError = (error: number, description: string, sub?: number): FakeAnswer => ({
  status: 400,
  code: `oauth-${error}`,
  accepted: 0,
  body: JSON.stringify({
    error,
    ...(sub !== undefined && { sub_error: sub }),
    error_description: description,
  }),
});

/** As Huawei does, with the slashes escaped: a parser undoes it. */
export const loginGranted = (token: string, lifeSeconds: number): FakeAnswer => ({
  status: 200,
  code: '0',
  accepted: 0,
  body: JSON.stringify({ access_token: token, expires_in: lifeSeconds, token_type: 'Bearer' }).replaceAll(
    '/',
    '\\/',
  ),
});
