// docker-compose.yml against the services it starts: nobody here may have Docker, and a name that nobody reads is found by nobody else.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

interface Service {
  image: string;
  command?: string[];
  environment?: Record<string, string | number>;
  depends_on?: Record<string, { condition: string }>;
  ports?: string[];
}

const root = join(__dirname, '../..');
const text = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');

const { services, volumes } = load(text('docker-compose.yml')) as {
  services: Record<string, Service>;
  volumes: Record<string, null>;
};

/** What is built into the image, apps and jobs alike. */
const programs = readdirSync(join(root, 'apps')).filter((app) => sourcesOf(app).includes('main.ts'));

function sourcesOf(app: string): string[] {
  return readdirSync(join(root, 'apps', app, 'src'));
}

/** Every setting that a program declares, with its own file and what it shares with the others. */
function settingsOf(program: string): string {
  if (program === 'topics') return text('tools/topics/src/topics.config.ts');
  return (
    text('apps', program, 'src', `${program}.config.ts`) +
    text('libs/service-kit/src/config/platform-fields.ts')
  );
}

const ours = Object.entries(services).filter(([, { image }]) => image === 'offline-push');
const started = ours.filter(([name]) => name !== 'secrets');

describe('docker-compose.yml', () => {
  it('starts every program there is', () => {
    expect(started.map(([name]) => name).sort()).toEqual([...programs, 'topics'].sort());
    for (const [name, { command }] of started) expect(command).toEqual([name]);
  });

  it.each(started)('gives %s only settings that it reads', (name, { environment }) => {
    const settings = settingsOf(name);
    const unread = Object.keys(environment ?? {})
      .map((setting) => setting.replace(/(SEAL_KEYS)_FILE$/, '$1'))
      .filter((setting) => !new RegExp(`\\b${setting}\\b`).test(settings));
    expect(unread).toEqual([]);
  });

  it.each(started.filter(([name]) => name !== 'topics' && name !== 'vendor-sandbox'))(
    'makes the database of %s before it starts',
    (_, { environment, depends_on }) => {
      const database = String(environment?.DATABASE_URL).split('/').at(-1);
      expect(services.databases?.command?.join(' ')).toMatch(new RegExp(`\\b${database}\\b`));
      expect(depends_on).toMatchObject({
        databases: { condition: 'service_completed_successfully' },
        topics: { condition: 'service_completed_successfully' },
      });
    },
  );

  it('gives certificates and dispatch the same key ring, and nobody else', () => {
    const withKeys = started.filter(([, { environment }]) => environment?.SEAL_KEYS_FILE);
    expect(withKeys.map(([name]) => name)).toEqual(['certificates', 'dispatch']);
    expect(new Set(withKeys.map(([, { environment }]) => environment?.SEAL_KEYS_FILE)).size).toBe(1);
  });

  it('is reached from this machine alone', () => {
    const ports = Object.values(services).flatMap((service) => service.ports ?? []);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
    expect(new Set(ports.map((port) => port.split(':')[1])).size).toBe(ports.length);
  });

  it('names the Kafka that the parts start', () => {
    const version = /<kafka\.version>([^<]+)</.exec(text('tools/parts/pom.xml'))?.[1];
    expect(services.kafka?.image).toBe(`apache/kafka:${version}`);
  });

  it('has every volume it mounts', () => {
    const mounted = [...text('docker-compose.yml').matchAll(/volumes: \['(\w+):/g)].map(([, name]) => name);
    expect([...new Set(mounted)].sort()).toEqual(Object.keys(volumes).sort());
  });
});
