// What an answer says about Xiaomi's daily quotas. They begin anew at midnight in China: the pages only say "the next day".

/** `data.channel_exceed_quota`, for instance "no_channel:2 a:3" → messages dropped per channel. Anything else counts as none. */
export function channelsOverQuota(value: unknown): ReadonlyMap<string, number> {
  if (typeof value !== 'string') return new Map();
  const pairs = [...value.matchAll(/(?<!\S)(\S+):(\d{1,9})(?=\s|$)/g)];
  return new Map(
    pairs.map(([, channel = '', count = '']) => [channel, Number(count)] as const).filter(([, n]) => n > 0),
  );
}
