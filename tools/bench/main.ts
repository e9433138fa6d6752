// `npm run bench -- --shape one --rate 2000 --seconds 30`: the whole path on the real broker, against a vendor that answers after 50 ms.
import { KafkaPublisher } from '@offline-push/bus';
import { openTenant, Platform, Sandbox } from '@offline-push/platform';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { sendOpenLoop } from './load';
import { measure } from './measure';
import { populate } from './population';
import { type Shape, type ShapeName, shapeOf } from './shapes';
import type { Usage } from './usage';
import { settled, usages } from './watch';

const VENDOR_MS = 50;
/** Java compiles its hot paths in the first seconds; they are not what a running cluster does. */
const WARM_UP_SECONDS = 15;
const DEFAULT_RATES: Record<ShapeName, number> = { one: 2_000, group: 10 };

const { values: options } = parseArgs({
  options: {
    shape: { type: 'string', default: 'one' },
    rate: { type: 'string' },
    seconds: { type: 'string', default: '30' },
    /** A program whose CPU profile is written to the folder .profile. */
    profile: { type: 'string' },
  },
});

async function main(): Promise<void> {
  if (options.shape !== 'one' && options.shape !== 'group') throw new Error('--shape must be one or group');
  const shape = shapeOf(options.shape, Number(options.rate ?? DEFAULT_RATES[options.shape]));
  const platform = await Platform.start({
    benchmark: true,
    durable: true,
    env: { 'vendor-sandbox': { SANDBOX_DELAY_MS: String(VENDOR_MS) } },
    ...(options.profile && { nodeArgs: { [options.profile]: ['--cpu-prof', '--cpu-prof-dir=.profile'] } }),
    onProgress: (line) => console.error(line),
  });
  try {
    const result = await run(platform, shape);
    console.log(JSON.stringify(result));
  } finally {
    await platform.stop();
  }
}

async function run(platform: Platform, shape: Shape): Promise<object> {
  const sandbox = new Sandbox(platform.sandboxUrl);
  const { certificates } = await openTenant(platform.api, sandbox);
  const publisher = new KafkaPublisher({
    brokers: platform.parts.brokers,
    clientId: 'bench',
    source: 'bench',
  });
  await populate(publisher, platform.parts.brokers, shape.phones, Object.values(certificates)[0] ?? 0);
  console.error(`${shape.phones.length} phones are known; warming up`);
  await settled(sandbox, await sendOpenLoop(publisher, shape, WARM_UP_SECONDS, 'warm-up'));
  await sandbox.clear();

  console.error(`${shape.rate} messages a second for ${options.seconds} s`);
  const before = usages(platform);
  const sent = await sendOpenLoop(publisher, shape, Number(options.seconds), 'bench');
  await settled(sandbox, sent);
  const after = usages(platform);
  await publisher.close();
  const numbers = measure(sent, await sandbox.calls());
  return {
    shape: shape.name,
    rate: shape.rate,
    ...numbers,
    cpuSeconds: each(after, (name, usage) => usage.cpuSeconds - (before[name]?.cpuSeconds ?? 0)),
    rssMb: each(after, (_, usage) => usage.rssMb),
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`,
    date: new Date().toISOString(),
  };
}

const each = (
  usages: Record<string, Usage>,
  of: (name: string, usage: Usage) => number,
): Record<string, number> =>
  Object.fromEntries(
    Object.entries(usages).map(([name, usage]) => [name, Math.round(of(name, usage) * 10) / 10]),
  );

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
