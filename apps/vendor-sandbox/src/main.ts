// Starts the sandbox and says where it is, in one JSON line. It ends with 78 for wrong settings and with 1 if the start fails, as services do.
import { ConfigInvalid, EXIT_CONFIG } from '@offline-push/service-kit/config';
import { startSandbox } from './sandbox';
import { settingsOf } from './vendor-sandbox.config';

const service = 'vendor-sandbox';

async function main(): Promise<void> {
  const { options, warnings } = settingsOf();
  for (const msg of warnings) console.error(JSON.stringify({ event: 'unknown-setting', service, msg }));
  const sandbox = await startSandbox(options);
  console.log(JSON.stringify({ event: 'listening', service, url: sandbox.url }));
  const stop = () => {
    void sandbox.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: Error) => {
  console.error(JSON.stringify({ event: 'start-failed', service, error: error.message }));
  process.exit(error instanceof ConfigInvalid ? EXIT_CONFIG : 1);
});
