// What the page does, as commands to copy. A secret stands in them as a variable of the shell; the key of the API, too. Pure.
import { urlOf } from '../../api/clients';
import type { Command } from '../../parts/command';
import type { Vendor } from '../../parts/form/descriptor';

const AUTHORIZATION = '-H "authorization: Bearer $OFFLINE_PUSH_TOKEN"';
const JSON_BODY = "-H 'content-type: application/json'";

/** In the single quotes of a shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

export function createCommand(app: string, vendor: Vendor): Command {
  const examples = (vendor.settings['examples'] ?? [{}]) as Record<string, unknown>[];
  const secrets = vendor.fields
    .filter(({ part, required }) => part === 'credential' && required)
    .map(({ name, value }) => [name, value ?? `'"$${variableOf(name)}"'`] as const);
  const body = {
    vendor: vendor.id,
    name: vendor.name,
    settings: examples[0],
    credential: Object.fromEntries(secrets),
  };
  const sent = JSON.stringify(body, null, 1).replaceAll(`\\"`, '"');
  return {
    name: 'curl',
    text: [
      `curl -sS ${quoted(urlOf(`api/certificates/v1/apps/${app}/certificates`))} \\`,
      `  ${AUTHORIZATION} ${JSON_BODY} \\`,
      `  -d '${sent}'`,
    ].join('\n'),
  };
}

/** appSecret → APP_SECRET */
const variableOf = (name: string): string => name.replaceAll(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();

/** What the app of a phone reports, with the id of the certificate. */
export const reportCommands = (app: string, id: number): Command[] => [
  {
    name: 'JSON',
    text: JSON.stringify(
      { certificateId: id, token: '<the token that the vendor gives to this phone>' },
      null,
      2,
    ),
  },
  {
    name: 'curl',
    text: [
      `curl -sS ${quoted(urlOf(`api/device-bindings/v1/apps/${app}/bindings`))} \\`,
      `  ${AUTHORIZATION} ${JSON_BODY} \\`,
      `  -d '{"user":"'"$USER_ID"'","device":"'"$DEVICE_ID"'","session":"'"$SESSION_ID"'","binding":{"certificateId":${id},"token":"'"$TOKEN"'"}}'`,
    ].join('\n'),
  },
  {
    name: 'TypeScript',
    text: `await reportPush({ certificateId: ${id}, token: await sdk.getToken() });`,
  },
];
