// Sends with an access token. A send waits for a token within its deadline, and without one it ends with a verdict.
import type { AccessToken, Sent, Verdict } from '../../vendor';
import { TimeLeft } from '../http/time-left';
import type { AccessTokens } from './access-tokens';

/** There is no access token, so nothing was sent. It has the verdict for every push that waits for one. */
export class NoAccessToken extends Error {
  /** `field`: what is wrong, as a JSON pointer into credential or settings; "" where nobody knows. */
  constructor(
    readonly verdict: Verdict,
    readonly field = '',
  ) {
    super(`no access token: ${verdict.kind}`);
  }
}

export const noToken = (code: string): NoAccessToken =>
  new NoAccessToken({
    kind: 'unavailable',
    code,
    detail: 'no access token could be had',
    mayHaveRung: false,
  });

/**
 * The login goes on after this wait, for later sends. Rejects only with `NoAccessToken`: errors of the shelf are about our own database and
 * are not passed on.
 */
export async function tokenInTime(token: Promise<AccessToken>, time: TimeLeft): Promise<AccessToken> {
  try {
    return await time.token(token, noToken);
  } catch (error) {
    throw error instanceof NoAccessToken ? error : noToken('access-token-shelf');
  }
}

/** Gets the next token ready. Undefined if a push can be sent now, else its verdict. */
export function prepareToken(
  tokens: AccessTokens,
  nowMs: number,
  deadlineMs: number,
): Promise<Verdict | undefined> | undefined {
  if (tokens.atHand(nowMs) !== undefined) return undefined;
  const asked = tokenInTime(tokens.get(nowMs), new TimeLeft(deadlineMs));
  return asked.then(() => undefined, verdictIn);
}

/** What a send came to, and without an access token the same verdict for each of its deliveries. */
export const orNoToken = (
  deliveries: readonly unknown[],
  send: Promise<readonly Verdict[]>,
  time: TimeLeft,
): Promise<Sent> =>
  send
    .catch((error: unknown) => {
      const verdict = verdictIn(error);
      return deliveries.map(() => verdict);
    })
    .then((verdicts) => time.sent(verdicts));

function verdictIn(error: unknown): Verdict {
  if (error instanceof NoAccessToken) return error.verdict;
  throw error;
}
