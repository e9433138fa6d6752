// Honor's answers, as far as they were seen, and by analogy where they were not (sheet, 4).
import { randomUUID } from 'node:crypto';
import type { FakeAnswer } from '../host/vendor-fake';

/** HTTP statuses as its ancestor has them. */
function statusOf(code: number): number {
  if (code >= 400 && code < 600) return code;
  if (code >= 80_200_000 && code < 80_300_000) return 401;
  if (code >= 81_000_000) return 500;
  return code >= 80_100_001 && code < 80_200_000 ? 400 : 200;
}

export const errorAnswer = (code: number, message: string): FakeAnswer => ({
  status: statusOf(code),
  code: String(code),
  accepted: 0,
  body: JSON.stringify({ code, message }),
});

export interface Lists {
  readonly failed: readonly string[];
  readonly expired: readonly string[];
}

export const sentAnswer = (code: number, accepted: number, requestId: string, lists: Lists): FakeAnswer => ({
  status: 200,
  code: String(code),
  accepted,
  body: JSON.stringify({
    code,
    message: wordsFor(accepted, lists),
    data: { sendResult: accepted > 0, requestId, failTokens: lists.failed, expireTokens: lists.expired },
  }),
});

function wordsFor(accepted: number, { failed, expired }: Lists): string {
  if (failed.length + expired.length === 0) return 'success';
  return accepted > 0 ? 'partial' : 'all tokens failed';
}

export const newRequestId = (): string => randomUUID();

export const loginAnswer = (accessToken: string, expiresInSeconds: number): FakeAnswer => ({
  status: 200,
  code: 'login',
  accepted: 0,
  body: JSON.stringify({ access_token: accessToken, expires_in: expiresInSeconds, token_type: 'Bearer' }),
});

export const loginRefusal = (error: string, description: string): FakeAnswer => ({
  status: 401,
  code: error,
  accepted: 0,
  body: JSON.stringify({ error, error_description: description }),
});
