// The keys job of the image: `docker run offline-push keys add --app acme --role service --file …`.
import { exitOf } from '@offline-push/arguments';
import { runKeys } from './command';

try {
  runKeys(process.argv.slice(2), {
    defaultFile: process.env['API_KEYS_FILE'],
    console: consoleIn(process.env),
    tell: (line) => console.log(line),
  });
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = exitOf(error);
}

/** Compose knows where it is. */
function consoleIn({ CONSOLE_URL: url, CONSOLE_LOCAL_TOKENS_FILE: tokensFile }: NodeJS.ProcessEnv) {
  return url && tokensFile ? { url, tokensFile } : undefined;
}
