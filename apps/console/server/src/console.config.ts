// The settings of the console.
import {
  type ConfigOf,
  ConfigInvalid,
  doorFields,
  integer,
  KeyRing,
  list,
  oneOf,
  secret,
  text,
  url,
} from '@offline-push/service-kit';
import { join } from 'node:path';

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

function* localProblems({ HOST, CONSOLE_LOCAL_TOKENS_FILE }: ConsoleConfig): Iterable<string> {
  if (HOST !== '127.0.0.1') yield 'HOST must be 127.0.0.1 where CONSOLE_SIGN_IN is local';
  if (CONSOLE_LOCAL_TOKENS_FILE === undefined)
    yield 'CONSOLE_LOCAL_TOKENS_FILE must be set where CONSOLE_SIGN_IN is local';
}

function* oidcProblems({ CONSOLE_PUBLIC_URL }: ConsoleConfig): Iterable<string> {
  if (CONSOLE_PUBLIC_URL === undefined) yield 'CONSOLE_PUBLIC_URL must be set where CONSOLE_SIGN_IN is oidc';
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
