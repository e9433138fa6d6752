// Starts the sandbox and says where it is, in one JSON line.
import { startSandbox } from './sandbox';
import { configOf, environment } from './vendor-sandbox.config';

async function main(): Promise<void> {
  const sandbox = await startSandbox(configOf(environment()));
  console.log(JSON.stringify({ event: 'listening', service: 'vendor-sandbox', url: sandbox.url }));
  const stop = () => {
    void sandbox.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: Error) => {
  console.error(JSON.stringify({ event: 'start-failed', service: 'vendor-sandbox', error: error.message }));
  process.exit(78);
});
