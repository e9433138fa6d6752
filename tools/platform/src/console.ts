// The console as a program of the platform.
import { freePorts, type Parts } from '@offline-push/parts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BasicName, CONSOLE } from './names';
import { Program } from './program';
import type { Secrets } from './secrets';

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
