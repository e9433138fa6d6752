// Starts the whole platform, plays the demo and stays until Ctrl-C; with --once it ends after the demo.
import { Logger } from '@nestjs/common';
import {
  Chat,
  forgetEnded,
  openPhones,
  openTenant,
  Platform,
  type ProgramName,
  type Running,
  RUNNING_FILE,
  Sandbox,
  SERVICES,
  type Tenant,
  TopicReader,
  writeRunning,
} from '@offline-push/platform';
import { parseConfig } from '@offline-push/service-kit';
import { until } from '@offline-push/parts';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PROGRAMS } from '../operations-doc/programs';
import { beforeStart, runsAlready } from './before.cjs';
import { playDemo } from './demo';
import {
  howToGoOn,
  isAsPromised,
  linkedStory,
  newsOf,
  STORY_PATH,
  type StoryLedger,
  storyOf,
  whatGoes,
  type Told,
} from './screen';
import { type News, Watch } from './watch';

// The demo's own publisher: its tries are not logged to the screen, because the caller reports the result.
Logger.overrideLogger(false);

/** A gateway repeats "connected" at least every 2 minutes; silence would count as a lost link. */
const HEARTBEAT_MS = 60_000;
/** The setting of the services that whoever starts them here may choose. */
const WAIT = 'CERTIFICATES_EFFECTIVE_AFTER_SECONDS';
/** How long the story of the demo's message may take to be written. */
const STORY_MS = 15_000;
/** For commands that are copied: the caller's own key, or the demo's, read where it is written. */
const KEY_HERE = `\${OFFLINE_PUSH_TOKEN:-$(node -p 'require("${resolve(RUNNING_FILE)}").apiKeys.service')}`;
/** How often a wait for the end is reported. */
const STOPPING_MS = 5_000;

async function main(): Promise<void> {
  const asked = beforeStart(process.argv.slice(2), RUNNING_FILE);
  if (asked.step === 'go') {
    forgetEnded((line) => console.log(line));
    return start(asked.once);
  }
  (asked.code === 0 ? console.log : console.error)(asked.says);
  process.exitCode = asked.code;
}

async function start(once: boolean): Promise<void> {
  const startedAt = Date.now();
  refuseWrong(process.env);
  const platform = await Platform.start({
    durable: true,
    // With --once nobody would look at it.
    console: !once,
    phones: !once,
    env: {
      certificates: waitOfCertificates(process.env),
      // A person who kills an app sees the phone ring soon.
      presence: { PRESENCE_GRACE_SECONDS: '1' },
      'vendor-sandbox': { SANDBOX_TOKEN_EXPRESSION: KEY_HERE },
    },
    onProgress: (line) => console.log(`  ${line}`),
  });
  try {
    const tenant = await openTenant(platform.api, new Sandbox(platform.sandboxUrl), platform.publicUrl);
    const { chat, close } = Chat.on(platform.parts.brokers);
    const told = await demo(chat, tenant, platform);
    console.log(storyOf(told, Math.round((Date.now() - startedAt) / 1000)));
    if (once) {
      await close();
      console.log(linkedStory(platform.programs['delivery-log'].apiUrl, await ledgerOf(platform)));
      process.exitCode = isAsPromised(told) ? 0 : 1;
      return await platform.stop();
    }
    await openPhones(platform.sandboxUrl, tenant);
    stay(platform, tenant, chat, close);
  } catch (error) {
    await platform.stop();
    throw error;
  }
}

/** Before anything is started: the service would say it much later. */
function refuseWrong(env: NodeJS.ProcessEnv): void {
  const fields = Object.entries(PROGRAMS['certificates'] ?? {});
  parseConfig(Object.fromEntries(fields.filter(([name]) => name === WAIT)), env);
}

/** The demo's certificates never wait; a user who wants to see one wait sets it. */
function waitOfCertificates({ [WAIT]: seconds }: NodeJS.ProcessEnv) {
  return seconds ? { [WAIT]: seconds } : {};
}

async function demo(chat: Chat, tenant: Tenant, platform: Platform): Promise<Told[]> {
  const reader = await TopicReader.open(platform.parts.brokers);
  try {
    return await playDemo(chat, tenant, reader, new Sandbox(platform.sandboxUrl));
  } finally {
    await reader.close();
  }
}

/** delivery-log gathers for a second before it writes, so it is asked until the story is whole. A late one ends no demo: undefined. */
function ledgerOf({ api }: Platform): Promise<StoryLedger | undefined> {
  const ask = () => api.get<{ ledger: StoryLedger }>('delivery-log', STORY_PATH).catch(() => undefined);
  return until(STORY_MS, 'no whole story', async () => {
    const ledger = (await ask())?.ledger;
    return ledger?.boxes.every(({ reason }) => reason !== '') ? ledger : undefined;
  }).catch(() => undefined);
}

/** Until Ctrl-C: says where everything is, keeps it running, and says what goes. */
function stay(platform: Platform, tenant: Tenant, chat: Chat, close: () => Promise<void>): void {
  const running = whereIs(platform, tenant);
  keepFile(platform, running);
  const watch = new Watch((news) => hear(news, running, platform));
  watch.over([...platform.all.map(({ watched }) => watched), ...platform.parts.watched]);
  const carol = { user: 'carol', device: 'carols-phone', session: 'carol-1' };
  const heartbeat = setInterval(
    () =>
      void chat
        .says(['connected', carol])
        .catch((error: unknown) => console.error(`Carol's heartbeat did not reach Kafka: ${wordsOf(error)}`)),
    HEARTBEAT_MS,
  );
  platform.parts.beforeStop(async () => {
    watch.stop();
    clearInterval(heartbeat);
    console.log(`\nStopping, which may take half a minute. ${whatGoes(ownParts(platform))}`);
    sayThatItLives();
    await close();
  });
  const link = platform.console === undefined ? undefined : platform.consoleLink();
  console.log(howToGoOn(running, `Ctrl-C ends everything. ${whatGoes(ownParts(platform))}`, link));
}

/** Services end what they began, and Kafka closes its files. */
function sayThatItLives(): void {
  const sinceMs = Date.now();
  const still = () => console.log(`  … still stopping (${Math.round((Date.now() - sinceMs) / 1000)} s)`);
  setInterval(still, STOPPING_MS).unref();
}

/** Two that started at the same time both found no file: the first to write it keeps it. */
function keepFile({ parts }: Platform, running: Running): void {
  const other = runsAlready(RUNNING_FILE);
  if (other !== undefined) throw new Error(other);
  writeRunning(running);
  parts.beforeStop(() => Promise.resolve(rmSync(RUNNING_FILE, { force: true })));
}

/** Writes the state into the file that others read, and then to the screen, so that the file is never behind the screen. */
function hear(news: News, running: Running, platform: Platform): void {
  const name = news.name as ProgramName;
  const others = Object.entries(running.down).filter(([other]) => other !== name);
  const own = news.what === 'up' ? [] : [[name, { ended: news.ended, since: new Date().toISOString() }]];
  running.down = Object.fromEntries([...others, ...own]) as Running['down'];
  Object.assign(running, doorsOf(platform, running.down));
  writeRunning(running);
  console.log(newsOf(news, join(platform.parts.folder, `${logOf(news.name)}.log`)));
}

/** A broker's log has the name that it has in a cluster. */
const logOf = (name: string): string =>
  name.replace(/^kafka(-\d)?$/, (_, id = '-1') => `broker${String(id)}`);

function doorsOf(
  { programs, all }: Platform,
  down: Running['down'],
): Pick<Running, 'services' | 'apis' | 'operations' | 'pids'> {
  const up = SERVICES.filter((name) => !(name in down));
  return {
    services: Object.fromEntries(up.map((name) => [name, programs[name].url])),
    apis: Object.fromEntries(up.map((name) => [name, programs[name].apiUrl])),
    operations: Object.fromEntries(up.map((name) => [name, programs[name].opsUrl])),
    pids: Object.fromEntries(all.flatMap(({ name, pid }) => (pid ? [[name, pid]] : []))),
  };
}

const ownParts = ({ parts }: Platform) => {
  const own = parts.watched.map(({ name }) => name);
  return { kafka: own.some((name) => name.startsWith('kafka')), postgres: own.includes('postgres') };
};

const whereIs = (platform: Platform, { app, certificates }: Tenant): Running => ({
  version: versionOf(join(__dirname, '../../package.json')),
  app,
  certificates,
  brokers: platform.parts.brokers,
  ...doorsOf(platform, {}),
  down: {},
  sandbox: platform.sandboxUrl,
  ...(platform.console && {
    console: { url: platform.consoleUrl, tokensFile: platform.tokensFile },
  }),
  apiKeys: platform.secrets.apiKeys,
  apiKeysFile: platform.secrets.apiKeysFile,
  logs: platform.parts.folder,
  pid: process.pid,
});

const versionOf = (file: string): string =>
  (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

main().catch((error: unknown) => {
  console.error(wordsOf(error));
  process.exitCode = 1;
});
