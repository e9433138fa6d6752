export function ensureInstalled(root?: string): Promise<void>;
export function isInstallNeeded(found: {
  lock: string;
  stamp: string | undefined;
  isNpmNewer: boolean;
}): boolean;
