// Starts the whole platform, plays the demo and stays until Ctrl-C; with --once it ends after the demo.
import { Logger } from '@nestjs/common';
import {
  Chat,
  DEMO_APP,
  openTenant,
  Platform,
  Sandbox,
  SERVICES,
  type Tenant,
  TopicReader,
} from '@offline-push/platform';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { playDemo, type Told } from './demo';

// Of the demo's own publisher: tries that succeed a moment later are no news on a screen.
Logger.overrideLogger(['fatal', 'error', 'warn']);

const RUNNING = join(__dirname, '../../.running.json');
/** A gateway repeats "connected" at least every 2 minutes; silence would count as a lost link. */
const HEARTBEAT_MS = 60_000;

async function main(): Promise<void> {
  const once = process.argv.includes('--once');
  const startedAt = Date.now();
  const platform = await Platform.start({ durable: true, onProgress: (line) => console.log(`  ${line}`) });
  platform.parts.beforeStop(() => Promise.resolve(rmSync(RUNNING, { force: true })));
  try {
    const tenant = await openTenant(platform.api, new Sandbox(platform.sandboxUrl), platform.publicUrl);
    const { chat, close } = Chat.on(platform.parts.brokers);
    const told = await demo(chat, tenant, platform);
    tell(told, startedAt);
    if (once) {
      await close();
      process.exitCode = isAsPromised(told) ? 0 : 1;
      return await platform.stop();
    }
    writeFileSync(RUNNING, `${JSON.stringify(whereIs(platform, tenant), null, 2)}\n`, { mode: 0o600 });
    tellHowToGoOn(platform);
    const carol = { user: 'carol', device: 'carols-phone', session: 'carol-1' };
    const heartbeat = setInterval(
      () => void chat.says(['connected', carol]).catch((error: unknown) => console.error(String(error))),
      HEARTBEAT_MS,
    );
    platform.parts.beforeStop(async () => {
      clearInterval(heartbeat);
      await close();
    });
  } catch (error) {
    await platform.stop();
    throw error;
  }
}

async function demo(chat: Chat, tenant: Tenant, platform: Platform): Promise<Told[]> {
  const reader = await TopicReader.open(platform.parts.brokers);
  try {
    return await playDemo(chat, tenant, reader, new Sandbox(platform.sandboxUrl));
  } finally {
    await reader.close();
  }
}

/** Exactly the killed phones were notified. */
const isAsPromised = (told: Told[]): boolean => told.every(({ mustRing, rang }) => rang === mustRing);

function tell(told: Told[], startedAt: number): void {
  console.log('\nOne message to everybody:');
  const width = Math.max(...told.map(({ user }) => user.length));
  for (const { user, story } of told) console.log(`  ${user.padEnd(width)}  ${story}`);
  console.log(
    'Their links broke a moment before: they were given 3 s to come back (PRESENCE_GRACE_SECONDS).',
  );
  console.log(
    `${isAsPromised(told) ? 'As promised' : 'NOT as promised'}; ${Math.round((Date.now() - startedAt) / 1000)} s from start.`,
  );
}

const whereIs = (platform: Platform, { app, certificates }: Tenant) => ({
  app,
  certificates,
  brokers: platform.parts.brokers,
  services: Object.fromEntries(SERVICES.map((name) => [name, platform.programs[name].url])),
  sandbox: platform.sandboxUrl,
  apiKeys: platform.secrets.apiKeys,
  logs: platform.parts.folder,
  pid: process.pid,
});

function tellHowToGoOn(platform: Platform): void {
  console.log(`
Running until Ctrl-C. All addresses and the demo's API keys (app "${DEMO_APP}") are in .running.json.
${SERVICES.map((name) => `  ${name.padEnd(16)} ${platform.programs[name].url}  (/openapi.json, /metrics, /health/ready)`).join('\n')}
  vendor-sandbox   ${platform.sandboxUrl}  (/calls, /phones)
  kafka            ${platform.parts.brokers.join(',')}

Make Bob's phone ring again:
  npm run send -- message --to bob --text "hello"
  curl -s ${platform.sandboxUrl}/phones`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
