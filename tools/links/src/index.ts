// Links that sign in to a local console, once each: the console reads the file that they are noted in (docs/adr/0044).
import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync } from 'node:fs';

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

/** The token is in the fragment, which a browser sends to nobody, so that it is in no log. The file gets its hash. */
export function drawLink(consoleUrl: string, tokensFile: string, who: LinkFor = {}): string {
  const { app = '*', role = 'admin', user = 'developer', name = user, lifeMs = HOUR_MS } = who;
  const token = randomBytes(32).toString('base64url');
  const line = {
    sha256: createHash('sha256').update(token).digest('hex'),
    expiresAt: new Date(Date.now() + lifeMs).toISOString(),
    person: { user, name, apps: [{ app, role }] },
  };
  appendFileSync(tokensFile, `${JSON.stringify(line)}\n`, { mode: 0o600 });
  return `${consoleUrl}/login#${token}`;
}
