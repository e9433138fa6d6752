// Finds a Chromium: the one of the setting CHROMIUM, or one on the PATH. As root on Debian a missing one is installed.
import { ensureAtHand } from '@offline-push/platform';
import { type Browser, chromium } from 'playwright-core';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** It speaks to nobody but the console, and draws the same on every machine. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--force-color-profile=srgb',
  '--font-render-hinting=none',
];

/** Throws with what to install. */
export function chromiumPath(): string {
  const given = process.env['CHROMIUM'];
  if (given !== undefined && given !== '') {
    if (!existsSync(given)) throw new Error(`CHROMIUM is ${given}, and there is no such file`);
    return given;
  }
  const found = onPath();
  if (found !== undefined) return found;
  try {
    ensureAtHand('chromium');
  } catch (error) {
    throw new Error(`${(error as Error).message}; or set CHROMIUM to the path of one`, { cause: error });
  }
  return onPath() ?? 'chromium';
}

function onPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) =>
    existsSync(path),
  );
}

/** With a new profile, which the browser's driver removes at the end. */
export const openChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath(), headless: true, args: FLAGS });
