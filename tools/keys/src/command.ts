// `keys add|list|revoke|init|show` manages the keys of callers of the HTTP APIs. A key is printed once; the file has its hash.
import { type Flags, flagLines, given, type Given, WrongUsage } from '@offline-push/arguments';
import { APP_ID } from '@offline-push/contracts';
import { drawLink } from '@offline-push/links';
import { type Role, ROLES } from '@offline-push/service-kit';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { entryOf, type Entry, freeId, listed, ROLE_SAYS, saysOf, without, withEntry } from './entries';
import { changeKeys, readKeys, writeNew } from './key-file';

const FLAGS: Flags = {
  app: { value: 'acme', says: "add: the app that the key is for; '*' for all apps" },
  role: { value: ROLES.join('|'), says: 'add: what its holder may do' },
  id: {
    value: 'acme-service',
    says: 'add: how logs and audit name the holder (default: app-role); revoke: which key',
  },
  'acts-for-others': {
    isSwitch: true,
    says: 'add: the key of the console, which says in each call for whom it acts, up to that role',
  },
  file: {
    value: 'FILE',
    says: 'the list that services read (default: of what npm start runs, else API_KEYS_FILE)',
  },
  'seal-file': {
    value: 'FILE',
    says: 'init: where the key ring that seals credentials is made (SEAL_KEYS_FILE)',
  },
  'webhook-seal-file': {
    value: 'FILE',
    says: 'init: the same for the ring that seals secrets of webhooks (DELIVERY_LOG_SEAL_KEYS_FILE)',
  },
  'console-key-file': {
    value: 'FILE',
    says: 'init: where the key of the console is made (CONSOLE_API_KEY_FILE)',
  },
  'console-session-file': {
    value: 'FILE',
    says: 'init: the ring that seals sessions of the console (CONSOLE_SESSION_KEYS_FILE)',
  },
  'tokens-file': {
    value: 'FILE',
    says: 'link: the file that a local console reads (CONSOLE_LOCAL_TOKENS_FILE; default: of what npm start runs)',
  },
  url: { value: 'URL', says: 'link: where the console is (default: of what npm start runs)' },
  user: { value: 'li.wei', says: 'link: how audits name who signs in with it (default: developer)' },
  'plain-file': { value: 'FILE', says: 'init, show: keeps the keys themselves, 0600; for development only' },
};

const USAGE = `keys add --app acme --role service     a new key: it is printed once, the file holds its hash
keys list                              who has access
keys add --app '*' --role admin --id console --acts-for-others   the key of the console
keys revoke --id acme-service          ends an access
keys init --file F --seal-file S       makes both files, if they are missing, with a key of each role for all apps
keys link                              an address that signs in to a local console, once, within an hour
keys show --plain-file P               the keys that init has kept there

${flagLines(FLAGS)}

Roles: ${ROLES.map((role) => `${role}: ${ROLE_SAYS[role]}`).join('; ')}.
To make an app: keys add --app '*' --role admin, then POST /v1/apps of certificates with that key.
Services read the file again within a few seconds; no restart is needed.`;

export interface Surroundings {
  /** Without --file. */
  defaultFile: string | undefined;
  /** The console without --url and --tokens-file. */
  console?: { url: string; tokensFile: string } | undefined;
  tell: (line: string) => void;
}

/** A key that was just made. */
export interface Made {
  key: string;
  entry: Entry;
}

/** Returns the new key, or undefined if none was made. Throws `WrongUsage`, or an error with the reason. */
export function runKeys(
  args: readonly string[],
  { defaultFile, console, tell }: Surroundings,
): Made | undefined {
  if (args.length === 0 || args.includes('--help') || args.includes('-h') || args[0] === 'help')
    return void tell(USAGE);
  const asked = given(args, FLAGS, 1);
  const [what = ''] = asked.words;
  const file = asked.text('file') ?? defaultFile;
  if (what === 'show') return void tell(readFileSync(needed(asked, 'plain-file'), 'utf8').trimEnd());
  if (what === 'link') return void tell(link(asked, console));
  if (file === undefined)
    throw new WrongUsage('which file? Nothing is running; --file or API_KEYS_FILE says it');
  if (what === 'list') return void tell(listed(readKeys(file)));
  if (what === 'revoke') return void revoke(file, needed(asked, 'id'), tell);
  if (what === 'init') return void init(file, asked, tell);
  if (what === 'add') return add(file, asked, tell);
  throw new WrongUsage(`"${what}" is none of add, list, revoke, init, link, show. See keys --help`);
}

function add(file: string, asked: Given, tell: (line: string) => void): Made {
  const [app, role] = [needed(asked, 'app'), needed(asked, 'role')];
  if (!new RegExp(`^(${APP_ID}|\\*)$`).test(app))
    throw new WrongUsage(`--app is 1 to 32 of a-z, 0-9 and "-", or '*', not "${app}"`);
  if (!isRole(role)) throw new WrongUsage(`--role is one of ${ROLES.join(', ')}, not "${role}"`);
  const actsForOthers = asked.has('acts-for-others');
  if (actsForOthers && role === 'service')
    throw new WrongUsage('--acts-for-others is for people: --role is admin, operator or viewer');
  const key = drawn();
  let entry: Entry | undefined;
  changeKeys(file, (entries) => {
    const id = asked.text('id') ?? freeId(entries, app, role);
    entry = entryOf(key, { id, app, role, ...(actsForOthers && { actsForOthers }) });
    return withEntry(entries, entry);
  });
  if (entry === undefined) throw new Error('the list was not changed');
  tell(`${entry.id}: ${key}`);
  tell(`It is shown this once; ${file} holds its hash. It ${saysOf(entry).replace(/^the/, 'is for the')}.`);
  return { key, entry };
}

function revoke(file: string, id: string, tell: (line: string) => void): void {
  changeKeys(file, (entries) => without(entries, id));
  tell(`${id} is revoked: the services refuse it within a few seconds`);
}

/** Keeps what exists, so that it can run at every start. */
function init(file: string, asked: Given, tell: (line: string) => void): void {
  const plain = asked.text('plain-file');
  for (const flag of ['seal-file', 'webhook-seal-file', 'console-session-file'])
    initRing(asked.text(flag), tell);
  if (existsSync(file)) tell(`${file} is there`);
  else initKeys(file, plain, tell);
  initConsole(file, asked.text('console-key-file'), tell);
}

function initKeys(file: string, plain: string | undefined, tell: (line: string) => void): void {
  const keys = ROLES.map((role) => [role, drawn()] as const);
  if (plain === undefined) for (const [role, key] of keys) tell(`${role}: ${key}`);
  else if (!existsSync(plain)) writeNew(plain, Object.fromEntries(keys));
  const ofFile =
    plain === undefined
      ? keys
      : (Object.entries(JSON.parse(readFileSync(plain, 'utf8')) as object) as [Role, string][]);
  writeNew(
    file,
    ofFile.map(([role, key]) => entryOf(key, { id: role, app: '*', role })),
  );
  tell(`made ${file}${plain === undefined ? '' : `; the keys are in ${plain}`}`);
}

/** Whoever lost the file gets a new key: the old one is out of force. */
function initConsole(file: string, keyFile: string | undefined, tell: (line: string) => void): void {
  if (keyFile === undefined || existsSync(keyFile)) return;
  const key = drawn();
  const entry = entryOf(key, { id: CONSOLE, app: '*', role: 'admin', actsForOthers: true });
  changeKeys(file, (entries) =>
    withEntry(
      entries.filter(({ id }) => id !== CONSOLE),
      entry,
    ),
  );
  writeFileSync(keyFile, key, { mode: 0o600, flag: 'wx' });
  tell(`made ${keyFile}: who has it may act as anybody`);
}

function link(asked: Given, console: Surroundings['console']): string {
  const [url, tokensFile] = [
    asked.text('url') ?? console?.url,
    asked.text('tokens-file') ?? console?.tokensFile,
  ];
  if (url === undefined || tokensFile === undefined)
    throw new WrongUsage('which console? None is running; --url and --tokens-file say it');
  const [app, role, user] = [
    asked.text('app') ?? '*',
    asked.text('role') ?? 'admin',
    asked.text('user') ?? 'developer',
  ];
  if (role !== 'admin' && role !== 'operator' && role !== 'viewer')
    throw new WrongUsage(`--role of a person is admin, operator or viewer, not "${role}"`);
  return drawLink(url, tokensFile, { app, role, user });
}

function initRing(file: string | undefined, tell: (line: string) => void): void {
  if (file === undefined || existsSync(file)) return;
  writeNew(file, { keys: [{ id: 'k1', key: randomBytes(32).toString('base64') }] });
  tell(`made ${file}: keep a copy, what it sealed is opened by nothing else`);
}

function needed(asked: Given, flag: string): string {
  const value = asked.text(flag);
  if (!value) throw new WrongUsage(`--${flag} is missing. See keys --help`);
  return value;
}

/** The id of its key. */
const CONSOLE = 'console';

const isRole = (role: string): role is Role => (ROLES as readonly string[]).includes(role);
const drawn = (): string => `opk_${randomBytes(24).toString('base64url')}`;
