// `npm run parts`: starts Kafka and PostgreSQL, says where they are and stays until Ctrl-C. `-- --brokers 3` starts three brokers.
import { parseArgs } from 'node:util';
import { startParts } from './src';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { brokers: { type: 'string', default: '1' } } });
  if (values.brokers !== '1' && values.brokers !== '3') throw new Error('--brokers must be 1 or 3');
  const parts = await startParts({
    kafka: { brokers: values.brokers === '3' ? 3 : 1 },
    postgres: { durable: true },
    onProgress: (line) => console.error(line),
  });
  console.log(`KAFKA_BROKERS=${parts.brokers.join(',')}\nDATABASE_URL=${parts.databaseUrl}`);
  console.error(`logs in ${parts.folder}; Ctrl-C ends both`);
  await new Promise(() => setInterval(() => undefined, 60_000)); // stays until a signal
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
