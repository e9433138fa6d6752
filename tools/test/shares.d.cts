export function shares(
  paths: readonly string[],
  count: number,
  secondsOf?: (path: string) => number,
): string[][];
