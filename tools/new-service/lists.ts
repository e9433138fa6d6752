// The house's lists of services, each with one more line. Pure; formatting is left to Prettier.
import { filledIn, type NewService } from './service-files';

/** It goes in front of the first `before` that stands behind `after`. */
interface Line {
  readonly after?: string;
  readonly before: string;
  readonly line: string;
}

const SERVICES: Line = { after: 'SERVICES = [', before: ']', line: ", '__name__'" };

/** Path in the repository → what is added to it, in this order. */
const LISTS: Readonly<Record<string, readonly Line[]>> = {
  'tools/platform/src/names.ts': [SERVICES],
  'tools/platform/src/platform.ts': [
    { after: '\nconst ENVIRONMENTS: ', before: '};\n', line: "  '__name__': () => ({}),\n" },
  ],
  'tools/openapi-doc/printed.ts': [SERVICES],
  'tools/lint/suffixes.spec.ts': [SERVICES],
  'tools/operations-doc/programs.ts': [
    {
      before: 'import { topicsFields }',
      line: "import { __camel__Fields } from '../../apps/__name__/src/__name__.config';\n",
    },
    { before: "  'topics job': ", line: "  '__name__': __camel__Fields,\n" },
  ],
  'docker-compose.yml': [
    { after: 'for name in ', before: '; do\n', line: ' push___snake__' },
    {
      // Behind the services, before the sandbox and the comment above it.
      before: "  # Every vendor's fake;",
      line: `  __name__:
    <<: *service
    command: [__name__]
    environment:
      KAFKA_BROKERS: kafka:9092
      API_KEYS_FILE: /volumes/secrets/api-keys.json
      DATABASE_URL: postgres://offline_push:\${POSTGRES_PASSWORD:-for-development-only}@postgres:5432/push___snake__
    ports:
      ['127.0.0.1:\${__UPPER___PORT:-__port__}:8080', '127.0.0.1:\${__UPPER___OPS_PORT:-__opsPort__}:9080']

`,
    },
    {
      before: '      vendor-sandbox: { condition: service_healthy }\n',
      line: '      __name__: { condition: service_healthy }\n',
    },
  ],
};

export const LISTED_IN: readonly string[] = Object.keys(LISTS);

/** The text of the list at `path` with the service in it. */
export function listedIn(path: string, text: string, service: NewService): string {
  return (LISTS[path] ?? []).reduce((longer, { after = '', before, line }) => {
    const behind = longer.indexOf(after);
    const at = longer.indexOf(before, behind + after.length);
    if (behind < 0 || at < 0) throw new Error(`${path} is not as this tool knows it`);
    const front = line.startsWith(',') ? withoutComma(longer.slice(0, at)) : longer.slice(0, at);
    return front + withPorts(filledIn(line, service), text) + longer.slice(at);
  }, text);
}

/** Prettier ends a list of several lines with a comma. A second one would be a hole in the list. */
const withoutComma = (front: string): string => front.replace(/,\s*$/, '');

/** The first ports of this machine behind those of the other services that nobody has in `text`. */
function withPorts(line: string, text: string): string {
  const free = (first: number): string => {
    let port = first;
    while (text.includes(`:-${port}}`)) port++;
    return String(port);
  };
  return line.replaceAll('__port__', free(8081)).replaceAll('__opsPort__', free(9081));
}
