// `npm run keys -- add --app acme --role service`: the keys job for the platform of `npm start`. It waits until the services know the key.
import { dashesHint, exitOf, printable } from '@offline-push/arguments';
import { until } from '@offline-push/parts';
import { readRunning, type Running, RUNNING_FILE } from '@offline-push/platform';
import { resolve } from 'node:path';
import { type Made, runKeys } from './src/command';

/** Services look at their file every few seconds. */
const KNOWN_DEADLINE_MS = 45_000;
const LOOK_MS = 200;
const UNAUTHORIZED = 401;

async function main(args: readonly string[]): Promise<void> {
  const running = readRunning();
  const defaultFile = running?.apiKeysFile ?? process.env['API_KEYS_FILE'];
  const made = runKeys(args, {
    ...{ defaultFile, console: running?.console },
    tell: (line) => console.log(line),
  });
  if (made === undefined || running === undefined || args.includes('--file')) return;
  await Promise.all(routesOf(made, running).map((url) => knows(url, made.key)));
  console.log('The services know it by now.');
  if (![running.app, '*'].includes(made.entry.app)) console.log(howToGoOn(made, running));
}

const routesOf = ({ entry }: Made, { services }: Running): string[] => {
  const app = entry.app === '*' ? 'any' : entry.app;
  return [
    services.certificates && `${services.certificates}/v1/apps/${app}/certificates`,
    services.presence && `${services.presence}/v1/apps/${app}/users/nobody/presence`,
    services['device-bindings'] && `${services['device-bindings']}/v1/apps/${app}/users/nobody/bindings`,
  ].filter((url) => url !== undefined);
};

/** Any other answer than 401 means that the service knows the key. */
const knows = (url: string, key: string): Promise<true> =>
  until(
    KNOWN_DEADLINE_MS,
    `${new URL(url).origin} does not know the new key`,
    async () => {
      const answer = await fetch(url, {
        headers: { authorization: `Bearer ${key}` },
        signal: AbortSignal.timeout(LOOK_MS * 10),
      });
      await answer.arrayBuffer();
      return answer.status === UNAUTHORIZED ? undefined : true;
    },
    LOOK_MS,
  );

const howToGoOn = ({ entry }: Made, { services }: Running): string =>
  `If the app ${entry.app} is new, the admin of the demo makes it:
  curl -s ${String(services.certificates)}/v1/apps -H 'content-type: application/json' \\
    -H "authorization: Bearer $(node -p "require('${resolve(RUNNING_FILE)}').apiKeys.admin")" -d '{"id":"${entry.app}","name":"${entry.app}"}'`;

main(process.argv.slice(2)).catch((error: unknown) => {
  const hint = dashesHint(error, process.argv.slice(1), process.env);
  console.error(printable((error as Error).message + hint));
  process.exitCode = exitOf(error);
});
