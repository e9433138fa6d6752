// The demo job of compose: an app, a certificate of each vendor, tenants of the sandbox, and phones of which one of each vendor was
// killed. It may run at every start: what is there stays, and who logged out meanwhile stays logged out.
import { readFileSync } from 'node:fs';
import { Chat } from './chat';
import { type CertificatesApi, fillTenant, openTenant, type Tenant } from './tenant';
import { DEMO_APP, phonesOf } from './phones';
import { Sandbox } from './sandbox';

const DEADLINE_MS = 10_000;
const NOT_FOUND = 404;

const setting = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing: the demo job needs it`);
  return value;
};

async function main(): Promise<void> {
  const api = apiOf(setting('DEMO_CERTIFICATES_URL'), setting('DEMO_KEYS_FILE'));
  const sandbox = new Sandbox(setting('DEMO_SANDBOX_URL'));
  const publicUrl = setting('DEMO_PUBLIC_URL');
  const known = await tenantOf(api);
  const tenant = known
    ? await fillTenant(known, api, sandbox, publicUrl)
    : await openTenant(api, sandbox, publicUrl);
  if (Object.keys(known?.certificates ?? {}).length === 0) await makePhones(tenant);
  console.log(`The app ${tenant.app} has the certificates ${JSON.stringify(tenant.certificates)}.`);
}

/** Undefined: there is no such app. */
async function tenantOf(api: CertificatesApi): Promise<Tenant | undefined> {
  const path = `/v1/apps/${DEMO_APP}/certificates?limit=200`;
  const found = await api
    .get<{ certificates: { id: number; vendor: string }[] }>('certificates', path, 'operator')
    .catch((error: unknown) => {
      if (error instanceof Refused && error.status === NOT_FOUND) return undefined;
      throw error;
    });
  return (
    found && {
      app: DEMO_APP,
      certificates: Object.fromEntries(found.certificates.map(({ id, vendor }) => [vendor, id])),
    }
  );
}

/** Reports and logins come on different topics, in any order; only what ends a link or a session comes last. */
async function makePhones({ certificates }: Tenant): Promise<void> {
  const { chat, close } = Chat.on(setting('KAFKA_BROKERS').split(','));
  try {
    const phones = phonesOf(Object.keys(certificates));
    for (const phone of phones) {
      await chat.says(['logged-in', phone]);
      await chat.reports(phone, certificates[phone.vendor] ?? 0, phone.token);
    }
    for (const phone of phones) {
      if (phone.fate === 'killed') await chat.says(['disconnected', phone]);
      if (phone.fate === 'logged-out') await chat.says(['logged-out', phone]);
      console.log(`${phone.user} has a phone of ${phone.vendor}: ${phone.fate}`);
    }
  } finally {
    await close();
  }
}

class Refused extends Error {
  constructor(
    readonly status: number,
    words: string,
  ) {
    super(words);
  }
}

function apiOf(url: string, keysFile: string): CertificatesApi {
  const keys = JSON.parse(readFileSync(keysFile, 'utf8')) as Record<string, string>;
  const ask = async <T>(method: string, path: string, role: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${keys[role]}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Refused(answer.status, `${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as T;
  };
  return {
    get: (_, path, role = 'viewer') => ask('GET', path, role),
    post: (_, path, body, role = 'operator') => ask('POST', path, role, body),
  };
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
