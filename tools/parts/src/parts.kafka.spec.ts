// The real things. They start their own parts, whatever the environment offers: what is killed here must be nobody else's.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { withAdmin } from './kafka/admin';
import { type Parts, startParts } from './parts';

const TOPIC = 'parts.tried.v1';

let dataDir: string;
let parts: Parts;

const start = async (brokers: 1 | 3, postgres = false) => {
  dataDir = mkdtempSync(join(tmpdir(), 'parts-'));
  parts = await startParts({ kafka: { brokers }, postgres, dataDir, env: {} });
};

const stop = async () => {
  await parts.stop();
  expect(readdirSync(dataDir)).toEqual([]);
  rmSync(dataDir, { recursive: true });
};

const makeTopic = (replicationFactor: number) =>
  withAdmin(parts.brokers, (admin) =>
    admin.createTopics({
      waitForLeaders: false,
      topics: [{ topic: TOPIC, numPartitions: 1, replicationFactor }],
    }),
  );

describe('one broker and PostgreSQL', () => {
  beforeAll(() => start(1, true), 180_000);
  afterAll(stop, 180_000);

  it('serve', async () => {
    await makeTopic(1);
    expect(await parts.cluster.leaderOf(TOPIC, 0)).toBe(1);
    expect(await parts.cluster.controller()).toBe(1);
    const client = new pg.Client({ connectionString: parts.databaseUrl });
    await client.connect();
    const { rows } = await client.query(
      "select current_setting('server_encoding') as encoding, upper('é') as upper",
    );
    await client.end();
    expect(rows).toEqual([{ encoding: 'UTF8', upper: 'É' }]);
  }, 180_000);

  it('let nobody in without the password', async () => {
    const url = new URL(parts.databaseUrl);
    url.password = 'guessed';
    const client = new pg.Client({ connectionString: url.href });
    await expect(client.connect()).rejects.toThrow('password authentication failed');
    await client.end();
  });
});

describe('three brokers', () => {
  beforeAll(() => start(3), 180_000);
  afterAll(stop, 180_000);

  it('go on under another controller when the controller is killed, and are three again when it is back', async () => {
    await makeTopic(3);
    const controller = await parts.cluster.controller();
    await parts.cluster.kill(controller);
    expect(await parts.cluster.controller()).not.toBe(controller);
    expect(await parts.cluster.leaderOf(TOPIC, 0)).not.toBe(controller);
    await parts.cluster.start(controller);
    await parts.cluster.isComplete();
  }, 180_000);

  it('can be frozen and thawed', async () => {
    const controller = await parts.cluster.controller();
    parts.cluster.freeze(controller);
    expect(await parts.cluster.controller()).not.toBe(controller);
    parts.cluster.thaw(controller);
    await parts.cluster.isComplete();
  }, 180_000);
});

describe('parts that were given', () => {
  it('are used and neither started nor killed', async () => {
    const env = { KAFKA_BROKERS: 'elsewhere:9092', DATABASE_URL: 'postgres://elsewhere/db' };
    const given = await startParts({ kafka: { brokers: 1 }, postgres: true, env });
    expect(given.brokers).toEqual(['elsewhere:9092']);
    expect(given.databaseUrl).toBe('postgres://elsewhere/db');
    expect(() => given.cluster.kill(1)).toThrow('broker 1 is not one that was started here');
    await given.stop();
  });
});
