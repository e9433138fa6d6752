// Secrets of one run, drawn anew each time: nothing that opens anything is written down in the repository.
import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_APP } from '@offline-push/demo';
import { type RoleName, ROLES } from './names';

export interface Secrets {
  /** A file as API_KEYS_FILE wants it: ids, hashes, apps and roles, no keys. */
  apiKeysFile: string;
  /** The keys themselves, by role. */
  apiKeys: Record<RoleName, string>;
  /** The key of the console, for all apps. */
  consoleKey: string;
  /** CONSOLE_SESSION_KEYS. */
  sessionKeys: string;
  /** SEAL_KEYS of certificates and dispatch. */
  sealKeys: string;
  /** DELIVERY_LOG_SEAL_KEYS. */
  webhookKeys: string;
}

export function drawSecrets(folder: string): Secrets {
  const keys = ROLES.map((role) => [role, drawKey()] as const);
  const consoleKey = drawKey();
  const entries = [
    ...keys.map(([role, key]) => ({
      id: `${DEMO_APP}-${role}`,
      sha256: sha256(key),
      app: role === 'admin' ? '*' : DEMO_APP,
      role,
    })),
    { id: 'console', sha256: sha256(consoleKey), app: '*', role: 'admin', actsForOthers: true },
  ];
  const apiKeysFile = join(folder, 'api-keys.json');
  writeFileSync(apiKeysFile, JSON.stringify(entries), { mode: 0o600 });
  const [sealKeys, webhookKeys, sessionKeys] = [drawRing('k1'), drawRing('w1'), drawRing('c1')];
  const apiKeys = Object.fromEntries(keys) as Record<RoleName, string>;
  return { apiKeysFile, apiKeys, consoleKey, sessionKeys, sealKeys, webhookKeys };
}

const drawKey = (): string => `opk_${randomBytes(24).toString('base64url')}`;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const drawRing = (id: string): string =>
  JSON.stringify({ keys: [{ id, key: randomBytes(32).toString('base64') }] });
