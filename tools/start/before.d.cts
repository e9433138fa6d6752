export type Before = { step: 'go'; once: boolean } | { step: 'stop'; code: 0 | 1 | 2; says: string };
export function beforeStart(args: readonly string[], runningFile: string): Before;
export function runsAlready(runningFile: string): string | undefined;
