// The demo job of compose as it is run in the image, from the build, against the real platform. It may run at every start.
import { Chat, Platform, Sandbox, TopicReader } from '@offline-push/platform';
import { bindingChanged, presenceChanged, pushOutcome } from '@offline-push/contracts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

jest.setTimeout(180_000);

const root = join(__dirname, '../..');
let platform: Platform;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demo-'));
  platform = await Platform.start({ ownKafka: true, env: { presence: { PRESENCE_GRACE_SECONDS: '0' } } });
  writeFileSync(join(folder, 'keys.json'), JSON.stringify(platform.secrets.apiKeys));
});
afterAll(async () => {
  await platform.stop();
  rmSync(folder, { recursive: true });
});

async function demo(): Promise<{ code: number; text: string }> {
  const child = spawn(process.execPath, ['dist-sandbox/tools/demo/src/main.js'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      KAFKA_BROKERS: platform.parts.brokers.join(','),
      DEMO_CERTIFICATES_URL: platform.programs.certificates.url,
      DEMO_KEYS_FILE: join(folder, 'keys.json'),
      DEMO_SANDBOX_URL: platform.sandboxUrl,
      DEMO_PUBLIC_URL: platform.publicUrl,
    },
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const [code] = (await once(child, 'close')) as [number];
  return { code, text: Buffer.concat(chunks).toString('utf8') };
}

it('operations 2.9, 2.8: bob’s phone rings after the demo job, and again after everything was stopped and started', async () => {
  const first = await demo();
  expect(first).toMatchObject({
    code: 0,
    text: expect.stringContaining('bob has a phone of xiaomi: killed'),
  });
  const reader = await TopicReader.open(platform.parts.brokers);
  const { chat, close } = Chat.on(platform.parts.brokers);
  await reader.next(bindingChanged, ({ user, change }) => user === 'bob' && change === 'bound');
  await reader.next(presenceChanged, ({ user, status }) => user === 'bob' && status === 'offline');
  const rings = async (messageId: string) => {
    await chat.sends({ messageId, recipients: ['bob'], push: { text: messageId } });
    const { outcomes } = await reader.next(pushOutcome, (event) => event.messageId === messageId);
    return outcomes.map(({ state }) => state);
  };
  expect(await rings('demo-a')).toEqual(['accepted']);
  await platform.programs['vendor-sandbox'].restart();
  expect(await rings('demo-b')).toEqual(['accepted']);
  const again = await demo();
  expect(again.code).toBe(0);
  expect(again.text).not.toContain('bob has a phone');
  expect(again.text.split('has the certificates')[1]).toBe(first.text.split('has the certificates')[1]);
  const shown = await new Sandbox(platform.sandboxUrl).shownOn('xiaomi', 'ok-bobs-phone');
  expect(shown.map(({ text }) => text)).toEqual(['demo-b']);
  await reader.close();
  await close();
});
