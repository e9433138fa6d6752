// `npm run bench:log -- --pushes 10000000`: the log with so many pushes stored. How fast it answers, how fast it follows, and what it costs beside
// the path, measured on the real processes.
import { KafkaPublisher } from '@offline-push/bus';
import { openTenant, Platform, Sandbox } from '@offline-push/platform';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { populate } from '../population';
import { shapeOf } from '../shapes';
import { askAll, type Asked, DIAGNOSES, STORIES } from './asks';
import { fillFacts, type Filling } from './fill';
import type { FillerOrders } from './filler';
import type { Pick } from './picks';
import { Road, type Slice } from './share';

const DAYS = 30;
/** So many pushes a user on average, and some have very many. */
const PUSHES_A_USER = 50;
const FILL_DEADLINE_MS = 4 * 3_600_000;
const DAY_MS = 86_400_000;
const WARM_UP_SECONDS = 10;

const { values: options } = parseArgs({
  options: {
    pushes: { type: 'string', default: '10000000' },
    /** Of the path, while the share of the log is measured. */
    rate: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '30' },
    /** Questions of each kind. */
    questions: { type: 'string', default: '200' },
    /** Processes that store. */
    fillers: { type: 'string', default: String(Math.max(1, cpus().length)) },
    /** Writes a CPU profile of delivery-log to the folder .profile. */
    profile: { type: 'boolean', default: false },
  },
});
const pushes = Number(options.pushes);
const seconds = Number(options.seconds);
const tell = (line: string): void => console.error(line);

async function main(): Promise<void> {
  const platform = await Platform.start({
    benchmark: true,
    durable: true,
    env: { 'vendor-sandbox': { SANDBOX_DELAY_MS: '50' }, 'delivery-log': { DELIVERY_LOG_KEEP_DAYS: '40' } },
    ...(options.profile && { nodeArgs: { 'delivery-log': ['--cpu-prof', '--cpu-prof-dir=.profile'] } }),
    onProgress: tell,
  });
  try {
    console.log(JSON.stringify(await run(platform)));
  } finally {
    await platform.stop();
  }
}

async function run(platform: Platform): Promise<object> {
  const { picks, ...stored } = await store(platform);
  const asked = await askAll(platform, picks);
  tell(`${asked.length} questions are answered`);
  const { slices, followPerSecond } = await drive(platform);
  const p95 = (isIt: (one: Asked) => boolean): number =>
    quantile(
      asked.filter(isIt).map(({ ms }) => ms),
      0.95,
    );
  const kinds = [...new Set(asked.map(({ kind }) => kind))];
  return {
    stored: pushes,
    storyP95Ms: p95(({ kind }) => STORIES.includes(kind)),
    diagnosisP95Ms: p95(({ kind }) => DIAGNOSES.includes(kind)),
    searchP95Ms: p95(({ kind }) => kind.startsWith('search')),
    followPerSecond: Math.round(followPerSecond),
    cpuShare: shareOf(slices),
    p95MsByKind: Object.fromEntries(kinds.map((kind) => [kind, p95((one) => one.kind === kind)])),
    p95MsOfGroups: p95(({ kind, recipients }) => recipients > 1 && !kind.startsWith('search')),
    microsecondsAPush: microsOf(slices),
    ...stored,
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`,
    date: new Date().toISOString(),
  };
}

async function store(platform: Platform): Promise<{ picks: Pick[]; storeSeconds: number; storedGb: number }> {
  const startedMs = performance.now();
  const databaseUrl = platform.programs['delivery-log'].env['DATABASE_URL'] ?? '';
  const today = Math.floor(Date.now() / DAY_MS);
  const how = { databaseUrl, today, users: Math.max(2_000, Math.ceil(pushes / PUSHES_A_USER)) };
  const days = Array.from({ length: DAYS }, (_, i) => ({ day: today - DAYS + i, pushes: shareOfDay(i) }));
  const fillers = Number(options.fillers);
  const parts = Array.from({ length: fillers }, (_, f) => days.filter((_day, i) => i % fillers === f));
  const picks = (
    await Promise.all(parts.map((some, f) => fillIn(platform, f, { ...how, days: some })))
  ).flat();
  await fillFacts(how);
  const storeSeconds = Math.round((performance.now() - startedMs) / 1_000);
  const storedGb = await sizeOf(databaseUrl);
  tell(`${pushes} pushes are stored after ${storeSeconds} s: ${storedGb} GB`);
  return { picks: picks.slice(0, Number(options.questions)), storeSeconds, storedGb };
}

const shareOfDay = (i: number): number =>
  Math.floor((pushes * (i + 1)) / DAYS) - Math.floor((pushes * i) / DAYS);

async function fillIn(platform: Platform, f: number, filling: Filling): Promise<Pick[]> {
  const orders: FillerOrders = {
    ...filling,
    pickOneOf: Math.floor(pushes / Number(options.questions) / 1.2),
  };
  const root = join(__dirname, '../../..');
  const filler = platform.parts.launch({
    name: `filler-${f}`,
    command: process.execPath,
    args: [
      '-r',
      join(root, 'tools/build/register.cjs'),
      join(__dirname, 'filler.ts'),
      JSON.stringify(orders),
    ],
    env: { PATH: process.env['PATH'] ?? '' },
    cwd: root,
  });
  await filler.succeeds(FILL_DEADLINE_MS);
  return JSON.parse(filler.log.trimEnd().split('\n').at(-1) ?? '[]') as Pick[];
}

async function sizeOf(databaseUrl: string): Promise<number> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ size: number }>(
      'select pg_database_size(current_database())::float8 as size',
    );
    return Math.round((rows[0]?.size ?? 0) / 1e8) / 10;
  } finally {
    await client.end();
  }
}

/** With the log, without it, and the log behind. */
async function drive(platform: Platform): Promise<{ slices: [Slice, Slice]; followPerSecond: number }> {
  const shape = shapeOf('one', Number(options.rate));
  const { certificates } = await openTenant(platform.api, new Sandbox(platform.sandboxUrl));
  const publisher = new KafkaPublisher({
    ...{ brokers: platform.parts.brokers, clientId: 'bench', source: 'bench' },
  });
  try {
    await populate(publisher, platform.parts.brokers, shape.phones, Object.values(certificates)[0] ?? 0);
    const road = new Road(platform, publisher, shape);
    await road.drive(WARM_UP_SECONDS);
    tell(`${shape.rate} messages a second for ${seconds} s, with the log`);
    const withLog = await road.drive(seconds);
    await platform.programs['delivery-log'].stop();
    tell('the same without it');
    const without = await road.drive(seconds);
    tell('the log follows');
    return { slices: [withLog, without], followPerSecond: await road.follow() };
  } finally {
    await publisher.close();
  }
}

/** The log's own process and those of the server that work for it, over the path without it. */
const shareOf = ([withLog, without]: [Slice, Slice]): number =>
  Math.round(
    ((withLog.log + withLog.logInPostgres) / withLog.pushes / (without.path / without.pushes)) * 1e4,
  ) / 1e4;

const microsOf = ([withLog, without]: [Slice, Slice]): Record<string, number> => ({
  log: micros(withLog.log, withLog),
  logInPostgres: micros(withLog.logInPostgres, withLog),
  pathWithLog: micros(withLog.path, withLog),
  pathWithout: micros(without.path, without),
});

const micros = (cpuSeconds: number, { pushes: n }: Slice): number => Math.round((cpuSeconds * 1e6) / n);

function quantile(all: number[], q: number): number {
  const sorted = all.sort((a, b) => a - b);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? NaN) * 10) / 10;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
