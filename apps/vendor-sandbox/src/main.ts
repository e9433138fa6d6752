// Starts the sandbox and prints its address in one JSON line; with --print-openapi it prints the description of its API instead. Exit codes are those of services: 78 for settings, 1 for a failed start.
import { ConfigInvalid, EXIT_CONFIG } from '@offline-push/service-kit/config';
import { releaseVersion } from '@offline-push/service-kit';
import { openApiText } from './api/open-api';
import { startSandbox } from './sandbox';
import { settingsOf } from './vendor-sandbox.config';

const service = 'vendor-sandbox';

async function main(): Promise<void> {
  if (process.argv.includes('--print-openapi'))
    return void process.stdout.write(openApiText(releaseVersion()));
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
