// The words of a new service, and its line in each list. That what is laid out works is in new-service.flow.spec.ts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { LISTED_IN, listedIn } from './lists';
import { filledIn, problemOf } from './service-files';

const root = join(__dirname, '../..');
const service = { name: 'foo-log', bornAtMs: 1_796_000_000_000 };
/** The ports of this machine that a compose file takes. */
const portsIn = (text: string): number[] => [...text.matchAll(/:-(\d+)\}:/g)].map(([, port]) => Number(port));
const firstFree = (port: number, text: string): number =>
  portsIn(text).includes(port) ? firstFree(port + 1, text) : port;
const TAKEN = ['presence', 'topics'];

describe('the name of a new service', () => {
  it.each([
    ['Foo', /small letters/],
    ['foo_log', /small letters/],
    ['foo--log', /small letters/],
    ['../foo', /small letters/],
    ['', /small letters/],
    ['x'.repeat(33), /small letters/],
    ['presence', /already/],
    ['topics', /already/],
  ])('is not %j', (name, says) => expect(problemOf(name, TAKEN)).toMatch(says));

  it('may have hyphens', () => expect(problemOf(service.name, TAKEN)).toBeUndefined());

  it('stands in the files in the form that each place needs', () => {
    const text = '__name__ __Pascal__Module __camel__Fields push___snake__ __UPPER___PORT A__bornAtMs__';
    expect(filledIn(text, service)).toBe(
      'foo-log FooLogModule fooLogFields push_foo_log FOO_LOG_PORT A1796000000000',
    );
  });
});

describe('a list of services', () => {
  const path = 'docker-compose.yml';
  it.each([
    ['tools/platform/src/names.ts', /SERVICES = \[[^\]]*, 'foo-log'\] as const/],
    ['tools/platform/src/platform.ts', /\n {2}'foo-log': \(\) => \(\{\}\),\n\};\n/],
    ['tools/openapi-doc/printed.ts', /SERVICES = \[[^\]]*, 'foo-log'\]/],
    ['tools/lint/suffixes.spec.ts', /SERVICES = \[[^\]]*, 'foo-log'\]/],
    ['tools/operations-doc/programs.ts', /\n {2}'foo-log': fooLogFields,\n {2}'topics job'/],
    ['docker-compose.yml', /for name in push_.* push_foo_log; do\n/],
  ])('%s has it', (list, line) => {
    expect(LISTED_IN).toContain(list);
    expect(listedIn(list, readFileSync(join(root, list), 'utf8'), service)).toMatch(line);
  });

  it('starts it in containers as it does the others, with a database of its own', () => {
    const { services } = load(listedIn(path, readFileSync(join(root, path), 'utf8'), service)) as {
      services: Record<string, { environment: Record<string, string>; depends_on: object }>;
    };
    const { environment, ...others } = services['dispatch']!;
    expect(services[service.name]).toEqual({
      ...others,
      command: ['foo-log'],
      environment: {
        KAFKA_BROKERS: environment['KAFKA_BROKERS'],
        API_KEYS_FILE: environment['API_KEYS_FILE'],
        DATABASE_URL: expect.stringMatching(/\/push_foo_log$/),
      },
      ports: [expect.any(String), expect.any(String)],
    });
    expect(services['demo']?.depends_on).toMatchObject({ 'foo-log': { condition: 'service_healthy' } });
  });

  it('gives each service the first ports that nobody has', () => {
    const before = readFileSync(join(root, path), 'utf8');
    const one = listedIn(path, before, service);
    const two = listedIn(path, one, { ...service, name: 'bar' });
    const ports = portsIn(two);
    expect(new Set(ports).size).toBe(ports.length);
    for (const [name, text] of Object.entries({ FOO_LOG: before, BAR: one })) {
      const [port, opsPort] = [firstFree(8081, text), firstFree(9081, text)];
      expect(two).toMatch(new RegExp(`${name}_PORT:-${port}\\}:8080.*${name}_OPS_PORT:-${opsPort}\\}:9080`));
    }
  });

  it('newcomer 1: has no hole if Prettier put it on several lines', () =>
    expect(
      listedIn('tools/platform/src/names.ts', "SERVICES = [\n  'one',\n  'two',\n] as const;", service),
    ).toBe("SERVICES = [\n  'one',\n  'two', 'foo-log'] as const;"));

  it.each(LISTED_IN)('%s is left alone if it does not look as known', (list) =>
    expect(() => listedIn(list, 'const ALL = all();', service)).toThrow(/not as this tool knows/),
  );
});
