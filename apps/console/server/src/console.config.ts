// The settings of the console.
import {
  type ConfigOf,
  ConfigInvalid,
  doorFields,
  flag,
  integer,
  KeyRing,
  list,
  oneOf,
  secret,
  text,
  url,
} from '@offline-push/service-kit';
import { join } from 'node:path';
import type { ProviderSettings } from './sign-in/oidc/provider.worker';

/** What the console can be told of. The sandbox is for development. */
const SERVICE_NAMES = [
  'certificates',
  'presence',
  'device-bindings',
  'dispatch',
  'delivery-log',
  'vendor-sandbox',
] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

export const consoleFields = {
  ...doorFields,
  CONSOLE_SERVICES: list({
    matches: /^[a-z-]{1,32}=https?:\/\/[^\s/@?#]{1,255}\/?$/,
    rule: 'a list like certificates=http://certificates:8080,presence=http://presence:8080',
    complains: (given) => complaintOfServices(given),
    says: `Where the APIs of the services are: ${SERVICE_NAMES.join(', ')} (that only for development). What is not listed cannot be reached through the console.`,
  }),
  CONSOLE_API_KEY: secret({
    matches: /^[\x21-\x7e]{16,512}$/,
    rule: 'an API key',
    says: 'The one key that the console calls the services with. It says for whom it acts, so its entry in API_KEYS_FILE needs actsForOthers.',
  }),
  CONSOLE_SIGN_IN: oneOf(['oidc', 'local'], {
    default: 'oidc',
    says: 'oidc: at the identity provider. local: with one-time links, for one machine; HOST must be 127.0.0.1 then.',
  }),
  CONSOLE_LOCAL_TOKENS_FILE: text({
    optional: true,
    says: 'local: the file of one-time tokens. Who may write it may sign in as anybody.',
  }),
  CONSOLE_LOCAL_IN_CONTAINER: flag({
    default: false,
    says: 'local: HOST may be 0.0.0.0, because this is a container whose port is published at 127.0.0.1 of its machine alone.',
  }),
  CONSOLE_OIDC_ISSUER: text({
    optional: true,
    together: 'CONSOLE_OIDC_CLIENT_ID',
    matches: /^https?:\/\/[^\s/@?#]{1,255}(?:\/[^\s@?#]{0,512})?$/,
    rule: 'an http or https URL, exactly as the provider names itself',
    complains: (given) => (URL.canParse(given) ? undefined : 'it is no URL'),
    says: 'oidc: the identity provider (its metadata are below /.well-known/). https, or http on this machine.',
  }),
  CONSOLE_OIDC_CLIENT_ID: text({
    optional: true,
    together: 'CONSOLE_OIDC_ISSUER',
    says: 'oidc: the client that the provider knows the console as, with the address CONSOLE_PUBLIC_URL/auth/callback.',
  }),
  CONSOLE_OIDC_CLIENT_SECRET: secret({
    optional: true,
    says: 'oidc: its secret; absent: a public client, protected by PKCE alone.',
  }),
  CONSOLE_OIDC_SCOPE: text({
    default: 'openid profile',
    matches: /^(?=.*\bopenid\b)[\x21-\x7e]+(?: [\x21-\x7e]+)*$/,
    rule: 'scopes with blanks between them, openid among them',
    says: 'oidc: what the console asks for: the scopes that bring the claims below.',
  }),
  CONSOLE_OIDC_ROLES_CLAIM: text({
    default: 'offline_push_roles',
    says: 'oidc: the claim with the roles of a person: a list of "app:role" or {"app", "role"}; app * is every app, role is viewer, operator or admin. Dots lead inside (resource_access.console.roles).',
  }),
  CONSOLE_OIDC_USER_CLAIM: text({
    default: 'preferred_username',
    says: 'oidc: the claim that audits name a person by; where it is missing, sub.',
  }),
  CONSOLE_SESSION_KEYS: secret({
    complains: KeyRing.complaint,
    rule: 'JSON like {"keys":[{"id":"c1","key":"<base64 of 32 bytes>"}]}',
    says: 'Seals the cookies of sessions: the first key seals, all keys open. The same for all pods.',
  }),
  CONSOLE_SESSION_IDLE_MINUTES: integer({
    default: 60,
    min: 1,
    max: 1_440,
    says: 'A session ends so long after its last request.',
  }),
  CONSOLE_SESSION_HOURS: integer({
    default: 12,
    min: 1,
    max: 168,
    says: 'A session ends so long after its sign-in, whatever it did.',
  }),
  CONSOLE_PUBLIC_URL: url({
    optional: true,
    says: 'Where browsers find the console, with its path, for instance https://push.example.com/console. oidc needs it.',
  }),
  CONSOLE_BASE_PATH: text({
    default: '/',
    matches: /^\/(?:[A-Za-z0-9._~-]{1,64}\/)*$/,
    rule: 'a path that begins and ends with /, like /console/',
    says: 'The path of the console at its address. A proxy in front may take it off or leave it on.',
  }),
  CONSOLE_WEB_DIR: text({
    optional: true,
    says: 'The folder of the built pages. Absent: the one beside the built server.',
  }),
  CONSOLE_DEADLINE_MS: integer({
    default: 30_000,
    min: 100,
    max: 600_000,
    says: 'How long a service may take to begin its answer, and to go on with it.',
  }),
  CONSOLE_SHOWN_BROKERS: list({
    default: [],
    says: 'Brokers for the commands that pages show, as producers reach them.',
  }),
};

export type ConsoleConfig = ConfigOf<typeof consoleFields>;

/** The folder that `npm run build` puts the pages into. */
export const webFolderOf = ({ CONSOLE_WEB_DIR }: ConsoleConfig): string =>
  CONSOLE_WEB_DIR ?? join(__dirname, '../../web');

/** Throws `ConfigInvalid` for settings that do not go together. */
export function checkTogether(config: ConsoleConfig): void {
  const problems = [...(config.CONSOLE_SIGN_IN === 'local' ? localProblems(config) : oidcProblems(config))];
  const path = config.CONSOLE_PUBLIC_URL && new URL(`${config.CONSOLE_PUBLIC_URL}/`).pathname;
  if (path !== undefined && path !== config.CONSOLE_BASE_PATH)
    problems.push(
      `CONSOLE_PUBLIC_URL has the path ${path}, and CONSOLE_BASE_PATH is ${config.CONSOLE_BASE_PATH}`,
    );
  if (problems.length > 0) throw new ConfigInvalid(problems);
}

function* localProblems(config: ConsoleConfig): Iterable<string> {
  const { HOST, CONSOLE_LOCAL_TOKENS_FILE, CONSOLE_LOCAL_IN_CONTAINER } = config;
  if (HOST !== '127.0.0.1' && !CONSOLE_LOCAL_IN_CONTAINER)
    yield 'HOST must be 127.0.0.1 where CONSOLE_SIGN_IN is local';
  if (CONSOLE_LOCAL_TOKENS_FILE === undefined)
    yield 'CONSOLE_LOCAL_TOKENS_FILE must be set where CONSOLE_SIGN_IN is local';
}

const isLoopback = ({ hostname }: URL): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
const isPlainOutside = (address: string | undefined): boolean =>
  address !== undefined && address.startsWith('http:') && !isLoopback(new URL(address));

function* oidcProblems({ CONSOLE_PUBLIC_URL, CONSOLE_OIDC_ISSUER }: ConsoleConfig): Iterable<string> {
  if (CONSOLE_OIDC_ISSUER === undefined)
    yield 'CONSOLE_OIDC_ISSUER must be set where CONSOLE_SIGN_IN is oidc';
  for (const [name, address] of Object.entries({ CONSOLE_PUBLIC_URL, CONSOLE_OIDC_ISSUER }))
    if (isPlainOutside(address)) yield `${name} must be https, or lead to this machine`;
  if (CONSOLE_PUBLIC_URL === undefined) yield 'CONSOLE_PUBLIC_URL must be set where CONSOLE_SIGN_IN is oidc';
}

/** undefined: sign-in is local. */
export function providerOf(config: ConsoleConfig): ProviderSettings | undefined {
  const { CONSOLE_OIDC_ISSUER: issuer, CONSOLE_OIDC_CLIENT_ID: clientId } = config;
  if (config.CONSOLE_SIGN_IN === 'local' || issuer === undefined || clientId === undefined) return undefined;
  return {
    ...{ issuer: new URL(issuer), clientId, scope: config.CONSOLE_OIDC_SCOPE },
    clientSecret: config.CONSOLE_OIDC_CLIENT_SECRET?.reveal(),
    claims: { user: config.CONSOLE_OIDC_USER_CLAIM, roles: config.CONSOLE_OIDC_ROLES_CLAIM },
  };
}

/** Name → URL, without a slash at its end. */
export function servicesOf(parts: readonly string[]): ReadonlyMap<ServiceName, URL> {
  const pairs = parts.map((part) => part.split('=', 2) as [ServiceName, string]);
  return new Map(pairs.map(([name, where]) => [name, new URL(where)]));
}

function complaintOfServices(given: string): string | undefined {
  const parts = given.split(',').map((part) => part.trim());
  const names = parts.map((part) => part.split('=', 1)[0] ?? '');
  const unknown = names.filter((name) => !SERVICE_NAMES.some((one) => one === name));
  if (unknown.length > 0) return `${unknown.join(', ')} is none of ${SERVICE_NAMES.join(', ')}`;
  if (new Set(names).size < names.length) return 'a service is named twice';
  return parts.every((part) => URL.canParse(part.slice(part.indexOf('=') + 1)))
    ? undefined
    : 'one of its parts has no URL';
}
