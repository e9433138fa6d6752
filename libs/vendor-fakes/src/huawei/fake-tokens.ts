// Which tokens the fake Huawei does not take, and how it says so: v1 and v2 with a list, v3 with a reason for each.
import { isDeadToken } from '../host/tricks';
import { type Problem } from './fake-answers';

/** Sheet, 4. A token whose text begins with one of these words and a dash has that trouble on v3. */
const REASONS = [
  ...['tokenFormatError', 'tokenPlatformNotSupport', 'noRight', 'noPushTypeRight', 'countryNotSupport'],
  ...['atomicUnableSendUnsubscribedMsg', 'disableSendHuaweiMsgBecauseOfPenalty', 'differentImgVerifyPolicy'],
  ...['appinfoError', 'notSupportPlayVoice', 'noRightToSendThisLiveNotificationEvent'],
];
/** The vendor's page shows a blank around one, so there are some. */
const BLANK_AROUND = 'countryNotSupport';

type IsDead = (token: string) => boolean;

const reasonOf = (token: string, isDead: IsDead): string | undefined =>
  REASONS.find((reason) => token.startsWith(`${reason}-`)) ??
  (isIllegal(token, isDead) ? 'tokenFormatError' : undefined);

/** Blanks and line ends around a token spoil it. */
const isIllegal = (token: string, isDead: IsDead): boolean => isDead(token) || !/^[\x21-\x7e]+$/.test(token);

export interface Sorted {
  readonly living: readonly string[];
  /** Undefined: all live. */
  readonly problem: Problem | undefined;
}

export function sorted(
  tokens: readonly string[],
  api: 'v1' | 'v2' | 'v3',
  isDead: IsDead = isDeadToken,
): Sorted {
  const isBad = (token: string) =>
    api === 'v3' ? reasonOf(token, isDead) !== undefined : isIllegal(token, isDead);
  const bad = tokens.filter(isBad);
  const living = tokens.filter((token) => !isBad(token));
  if (bad.length === 0) return { living, problem: undefined };
  if (api !== 'v3' && living.length === 0) {
    return { living, problem: { code: '80300007', msg: 'All the tokens are invalid' } };
  }
  const counts = { ...(living.length > 0 && { success: living.length }), failure: bad.length };
  const lists = api === 'v3' ? { illegalTokens: byReason(bad, isDead) } : { illegal_tokens: bad };
  const code = living.length === 0 ? '80300007' : '80100000';
  return { living, problem: { code, msg: JSON.stringify({ ...counts, ...lists }) } };
}

function byReason(tokens: readonly string[], isDead: IsDead): Record<string, string[]> {
  const lists: Record<string, string[]> = {};
  for (const token of tokens) {
    const reason = reasonOf(token, isDead) ?? '';
    const key = reason === BLANK_AROUND ? ` ${reason} ` : reason;
    lists[key] = [...(lists[key] ?? []), token];
  }
  return lists;
}
