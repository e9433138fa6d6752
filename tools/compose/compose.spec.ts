// docker-compose.yml and the Dockerfile against the programs they start: nobody here may have Docker, and a name that nobody reads is found by
// nobody else.
import { endpointsOf, VENDORS, vendorUrlsOf } from '@offline-push/vendors/send';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';

interface Service {
  image: string;
  build?: { target?: string };
  command?: string[];
  entrypoint?: string[];
  environment?: Record<string, string | number>;
  depends_on?: Record<string, { condition: string }>;
  ports?: string[];
  volumes?: string[];
  profiles?: string[];
  stop_grace_period?: string;
  healthcheck?: { test: string[] };
}

const root = join(__dirname, '../..');
const text = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');
const { version } = JSON.parse(text('package.json')) as { version: string };
const dockerfile = text('Dockerfile');

const { services, volumes } = load(text('docker-compose.yml')) as {
  services: Record<string, Service>;
  volumes: Record<string, null>;
};

/** What is built into the image. */
const sourceOf = (app: string): string =>
  ['src', 'server/src'].find((folder) => existsSync(join(root, 'apps', app, folder, 'main.ts'))) ?? '';
const apps = readdirSync(join(root, 'apps')).filter((app) => sourceOf(app) !== '');
const jobs = readdirSync(join(root, 'tools')).filter((tool) =>
  existsSync(join(root, 'tools', tool, 'src/main.ts')),
);

/** Every setting that a program declares, with its own file and what it shares with the others. */
function settingsOf(program: string): string {
  if (jobs.includes(program)) return sourcesIn('tools', program, 'src');
  return (
    text('apps', program, sourceOf(program), `${program}.config.ts`) +
    text('libs/service-kit/src/config/platform-fields.ts') +
    text('libs/service-kit/src/config/proxy-fields.ts')
  );
}

const sourcesIn = (...folder: string[]): string =>
  readdirSync(join(root, ...folder))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => text(...folder, file))
    .join('\n');

/** The image's entry is the program's name, whether as entrypoint or as command. */
const programOf = ({ entrypoint = [], command = [] }: Service): string | undefined =>
  [...entrypoint, ...command].find((word) => [...apps, ...jobs].includes(word));

const forDevelopment = ['vendor-sandbox', 'demo'];
const ours = Object.entries(services).filter(([, { image }]) => image.startsWith('offline-push'));
const withDatabase = ours.filter(([, { environment }]) => environment?.DATABASE_URL);

describe('docker-compose.yml', () => {
  it('starts every program there is', () => {
    const started = new Set(ours.map(([, service]) => programOf(service)));
    expect([...started].sort()).toEqual([...apps, ...jobs].sort());
  });

  it.each(ours)('gives %s only settings that it reads', (_, service) => {
    const settings = settingsOf(programOf(service) ?? '');
    const unread = Object.keys(service.environment ?? {})
      .map((setting) => setting.replace(/(SEAL_KEYS|CONSOLE_API_KEY|CONSOLE_SESSION_KEYS)_FILE$/, '$1'))
      .filter((setting) => !new RegExp(`\\b${setting}\\b`).test(settings));
    expect(unread).toEqual([]);
  });

  it.each(withDatabase)('makes the database of %s before it starts', (_, { environment, depends_on }) => {
    const database = String(environment?.DATABASE_URL).split('/').at(-1);
    expect(services.databases?.command?.join(' ')).toMatch(new RegExp(`\\b${database}\\b`));
    expect(depends_on).toMatchObject({
      databases: { condition: 'service_completed_successfully' },
      topics: { condition: 'service_completed_successfully' },
    });
  });

  it('gives certificates and dispatch the same key ring, and nobody else', () => {
    const withKeys = ours.filter(([, { environment }]) => environment?.SEAL_KEYS_FILE);
    expect(withKeys.map(([name]) => name)).toEqual(['certificates', 'dispatch']);
    expect(new Set(withKeys.map(([, { environment }]) => environment?.SEAL_KEYS_FILE)).size).toBe(1);
  });

  it('is reached from this machine alone', () => {
    const ports = Object.values(services).flatMap((service) => service.ports ?? []);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
    expect(new Set(ports.map((port) => /:-(\d+)\}:/.exec(port)?.[1])).size).toBe(ports.length);
  });

  it('names the Kafka that the parts start', () => {
    const kafka = /<kafka\.version>([^<]+)</.exec(text('tools/parts/pom.xml'))?.[1];
    expect(services.kafka?.image).toBe(`apache/kafka:${kafka}`);
  });

  it('has every volume it mounts', () => {
    const mounted = Object.values(services).flatMap((service) => service.volumes ?? []);
    const names = new Set(mounted.map((volume) => volume.split(':')[0]));
    expect([...names].sort()).toEqual(Object.keys(volumes).sort());
  });
});

describe('operations 2.7: the API keys', () => {
  it('are kept in a volume that no service mounts, and can be shown', () => {
    const withPlain = Object.entries(services).filter(([, one]) =>
      one.volumes?.some((volume) => volume.startsWith('keys:')),
    );
    expect(withPlain.map(([name]) => name).sort()).toEqual(['demo', 'keys', 'secrets']);
    expect(services.keys?.profiles).toEqual(['tools']);
    expect(services.secrets?.command).toContain('--plain-file');
    for (const [, { volumes: mounted = [] }] of withDatabase)
      expect(mounted).toEqual(['secrets:/volumes/secrets:ro']);
  });

  it('lie in volumes whose owner is the user of the image', () => {
    const mounted = ours
      .flatMap(([, service]) => service.volumes ?? [])
      .map((volume) => volume.split(':')[1]);
    for (const path of new Set(mounted))
      expect(dockerfile).toContain(String(path).replace('/volumes/', 'volumes/'));
    expect(dockerfile).toMatch(/--chown=65532:65532 \/app\/volumes \/volumes\n/);
  });
});

describe('operations 2.8, 2.9: the demo', () => {
  it('is known to the sandbox after a restart', () => {
    expect(services['vendor-sandbox']?.environment?.SANDBOX_TENANTS_FILE).toMatch(/^\/volumes\/sandbox\//);
  });

  it('begins when everything serves', () => {
    const needs = Object.keys(services.demo?.depends_on ?? {});
    // The console shows what the others do, whenever it starts.
    expect(needs.sort()).toEqual(apps.filter((app) => app !== 'console').sort());
    for (const { condition } of Object.values(services.demo?.depends_on ?? {}))
      expect(condition).toBe('service_healthy');
  });

  it.each([
    ['certificates', 'CERTIFICATES_VENDOR_URLS'],
    ['dispatch', 'DISPATCH_VENDOR_URLS'],
  ])('lets %s ask the sandbox for every vendor', (name, setting) => {
    const urls = vendorUrlsOf(setting, String(services[name]?.environment?.[setting]).split(','));
    for (const vendor of VENDORS)
      for (const url of Object.values(endpointsOf(vendor, urls)))
        expect(url).toBe(`http://vendor-sandbox:8090/${vendor.id}`);
  });
});

describe('operations 2.11: running it', () => {
  it('gives a stop longer than its deadline', () => {
    for (const [, service] of withDatabase) expect(service.stop_grace_period).toBe('30s');
  });

  it('can move every port of this machine', () => {
    for (const { ports = [] } of Object.values(services))
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\$\{[A-Z_]+_PORT:-\d+\}:\d+$/);
  });

  it('pins every image', () => {
    for (const { image } of Object.values(services))
      expect(image).toMatch(/^(offline-push(?:-sandbox)?:\$\{VERSION:-|[a-z/]+:)\d+\.\d+/);
  });

  it('starts neither a Java machine nor a node for a health check', () => {
    for (const { healthcheck } of Object.values(services))
      if (healthcheck) expect(['bash', 'pg_isready']).toContain(healthcheck.test[1]);
  });

  it.each([
    [200, 0],
    [503, 1],
  ])('asks a service that answers %s: %s', async (status, code) => {
    const server = createServer((_, answer) => answer.writeHead(status).end('{}')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const [, , , script = ''] = services.presence?.healthcheck?.test ?? [];
    const child = spawn('bash', ['-c', script.replaceAll('$$', '$').replace('/9080', `/${port}`)]);
    const [ended] = (await once(child, 'exit')) as [number];
    server.closeAllConnections();
    server.close();
    expect(ended).toBe(code);
  });
});

describe('operations 2.5: the image', () => {
  it('knows its version, in its labels, in its name and in what its programs say', () => {
    expect(dockerfile).toContain(`ARG VERSION=${version}\n`);
    expect(dockerfile).toContain('org.opencontainers.image.version="${VERSION}"');
    expect(dockerfile).toContain('COPY package.json /app/package.json');
    for (const [name, { image, build }] of ours)
      expect([image, build?.target]).toEqual(
        forDevelopment.includes(name)
          ? [`offline-push-sandbox:\${VERSION:-${version}}`, 'sandbox']
          : [`offline-push:\${VERSION:-${version}}`, undefined],
      );
  });

  it('is the last stage, and has nothing of what is built for the sandbox', () => {
    const stages = dockerfile.split(/^FROM /m).slice(1);
    const sandbox = stages.find((stage) => stage.startsWith('program AS sandbox\n'));
    expect(sandbox).toContain('COPY --from=build /app/built/dist-sandbox /app\n');
    expect(stages.at(-1)).toMatch(/^program\n/);
    expect(stages.at(-1)).toContain('COPY --from=build /app/built/dist /app\n');
    expect(stages.at(-1)).not.toContain('sandbox');
  });

  describe('started with', () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'image-'));
      mkdirSync(join(folder, 'programs'));
      cpSync(join(root, 'tools/build/run-program.cjs'), join(folder, 'programs/run.js'));
      writeFileSync(join(folder, 'programs/presence.js'), 'console.log(process.argv.slice(2).join())');
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    it.each([
      [['presence', '--print-config'], 0, '--print-config\n', ''],
      [[], 64, '', 'Which program? One of: presence\n'],
      [['nosuch'], 64, '', 'There is no program "nosuch". One of: presence\n'],
      [['run'], 64, '', 'There is no program "run". One of: presence\n'],
    ])('%j ends with %s', (args, code, says, complains) => {
      const entry = join(folder, 'programs/run.js');
      const { status, stdout, stderr } = spawnSync(process.execPath, [entry, ...args], { encoding: 'utf8' });
      expect([status, stdout, stderr]).toEqual([code, says, complains]);
    });
  });
});
