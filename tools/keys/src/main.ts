// The keys job of the image: `docker run offline-push keys add --app acme --role service --file …`.
import { exitOf } from '@offline-push/arguments';
import { runKeys } from './command';

try {
  runKeys(process.argv.slice(2), {
    defaultFile: process.env['API_KEYS_FILE'],
    tell: (line) => console.log(line),
  });
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = exitOf(error);
}
