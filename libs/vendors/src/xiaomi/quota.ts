// Xiaomi's daily quotas: when they begin anew, and what an answer says about them.
const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;

/** Ms until midnight in China. The pages say "the next day" and no more. */
export const untilQuotaReset = (nowMs: number): number => DAY_MS - ((nowMs + CHINA_MS) % DAY_MS);

/** `data.channel_exceed_quota`, for instance "no_channel:2 a:3" → messages swallowed by channel. Anything else: none. */
export function channelsOverQuota(value: unknown): ReadonlyMap<string, number> {
  if (typeof value !== 'string') return new Map();
  const pairs = [...value.matchAll(/(?<!\S)(\S+):(\d{1,9})(?=\s|$)/g)];
  return new Map(
    pairs.map(([, channel = '', count = '']) => [channel, Number(count)] as const).filter(([, n]) => n > 0),
  );
}
