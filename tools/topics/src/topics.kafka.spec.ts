// The job as it is run, against a real broker of its own: what it makes, what it says of what was there, and what it changes when told to.
import { type Parts, startParts } from '@offline-push/parts';
import { Kafka, logLevel } from 'kafkajs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

jest.setTimeout(180_000);

const root = join(__dirname, '../../..');
let parts: Parts;
let dataDir: string;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'topics-'));
  parts = await startParts({ kafka: { brokers: 1, own: true }, dataDir });
  const admin = new Kafka({ brokers: parts.brokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const configEntries = [
    { name: 'retention.ms', value: '1000' },
    { name: 'max.message.bytes', value: '900000' },
  ];
  await admin.createTopics({ topics: [{ topic: 'message.sent.v1', numPartitions: 2, configEntries }] });
  await admin.disconnect();
});
afterAll(async () => {
  await parts.stop();
  rmSync(dataDir, { recursive: true });
});

async function topics(...args: string[]): Promise<{ code: number; text: string }> {
  const child = spawn(process.execPath, ['tools/run.mjs', 'topics', ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'], KAFKA_BROKERS: parts.brokers.join(',') },
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const [code] = (await once(child, 'close')) as [number];
  return { code, text: Buffer.concat(chunks).toString('utf8') };
}

describe('operations 2.3: the topics job on one broker, without settings', () => {
  it('says what it would do, and does nothing', async () => {
    const { code, text } = await topics('--dry-run');
    expect(code).toBe(0);
    expect(text).toMatch(/WARNING: one copy of each record \(1 brokers\)/);
    expect(text).toMatch(/would create push\.gated\.v1: 24 partitions, 1 copies, kept 3 days/);
    expect(text).toMatch(/would be created, 1 were there/);
  });

  it('makes topics as their contracts say, and names what differs in one that was there', async () => {
    const { code, text } = await topics();
    expect(code).toBe(0);
    expect(text).toMatch(/created certificate\.changed\.v1: 6 partitions, 1 copies, compacted/);
    expect(text).toMatch(/left as it is: message\.sent\.v1: partitions is 2, should be 24/);
    expect(text).toMatch(/left as it is: message\.sent\.v1: retention\.ms is 1000, should be 259200000/);
  });

  it('sets what harms nobody when told to, and keeps what the operator set beside it', async () => {
    const { text } = await topics('--apply');
    expect(text).toMatch(/^set: message\.sent\.v1: retention\.ms/m);
    expect(text).toMatch(/left as it is: message\.sent\.v1: partitions/);
    const again = await topics();
    expect(again.text).not.toContain('retention.ms');
    expect(again.text).toMatch(/0 created, \d+ were there, 1 differences/);
    const admin = new Kafka({ brokers: parts.brokers, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const { resources } = await admin.describeConfigs({
      resources: [{ type: 2, name: 'message.sent.v1', configNames: ['max.message.bytes'] }],
      includeSynonyms: false,
    });
    await admin.disconnect();
    expect(resources[0]?.configEntries[0]?.configValue).toBe('900000');
  });

  it.each([
    [['--aply'], 'did you mean --apply?'],
    [['now'], 'what is "now"?'],
  ])('refuses %j with 2', async (args, words) => {
    const { code, text } = await topics(...args);
    expect([code, text]).toEqual([2, expect.stringContaining(words)]);
  });
});
