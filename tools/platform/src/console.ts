// The console as a program of the platform, and the links that sign in to it.
import { freePorts, type Parts } from '@offline-push/parts';
import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BasicName, CONSOLE } from './names';
import { Program } from './program';
import type { Secrets } from './secrets';

/** Whose sign-in a link is. */
export interface LinkFor {
  /** `*`: all apps. Default. */
  app?: string;
  /** Default: admin. */
  role?: 'viewer' | 'operator' | 'admin';
  user?: string;
  name?: string;
  /** Default: an hour. */
  lifeMs?: number;
}

const HOUR_MS = 3_600_000;

export const tokensFileIn = (folder: string): string => join(folder, 'console-tokens.ndjson');

export async function consoleProgram(
  parts: Parts,
  programs: Record<BasicName, Program>,
  secrets: Secrets,
  env: Record<string, string> = {},
): Promise<Program> {
  const [port, opsPort] = await freePorts(2);
  const tokensFile = tokensFileIn(parts.folder);
  writeFileSync(tokensFile, '', { mode: 0o600 });
  const settings = {
    HOST: '127.0.0.1',
    PORT: String(port),
    OPS_PORT: String(opsPort),
    CONSOLE_SIGN_IN: 'local',
    CONSOLE_LOCAL_TOKENS_FILE: tokensFile,
    CONSOLE_SESSION_KEYS: secrets.sessionKeys,
    CONSOLE_API_KEY: secrets.consoleKey,
    CONSOLE_SERVICES: Object.values(programs)
      .map(({ name, apiUrl }) => `${name}=${apiUrl}`)
      .join(','),
    CONSOLE_SHOWN_BROKERS: parts.brokers.join(','),
    ...env,
  };
  const base = (settings as Record<string, string>)['CONSOLE_BASE_PATH'] ?? '/';
  return new Program(CONSOLE, `http://127.0.0.1:${port}${base.slice(0, -1)}`, parts, {
    env: settings,
    readyPath: '/health/ready',
    opsUrl: `http://127.0.0.1:${opsPort}`,
  });
}

/** The token is in the fragment, which a browser sends to nobody, so that it is in no log. */
export function drawLink(consoleUrl: string, tokensFile: string, who: LinkFor = {}): string {
  const { app = '*', role = 'admin', user = 'developer', name = user, lifeMs = HOUR_MS } = who;
  const token = randomBytes(32).toString('base64url');
  const line = {
    sha256: createHash('sha256').update(token).digest('hex'),
    expiresAt: new Date(Date.now() + lifeMs).toISOString(),
    person: { user, name, apps: [{ app, role }] },
  };
  appendFileSync(tokensFile, `${JSON.stringify(line)}\n`);
  return `${consoleUrl}/login#${token}`;
}
