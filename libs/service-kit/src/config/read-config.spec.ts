import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { Secret } from '../secret';
import { flag, integer, list, oneOf, secret, text, url } from './fields';
import { kafkaOptions, platformFields } from './platform-fields';
import { ConfigInvalid, parseConfig, printedConfig, readConfig } from './read-config';

const fields = {
  DEMO_LIMIT: integer({ default: 7, min: 1, max: 365, says: 'Days.' }),
  DEMO_NAME: text({ optional: true, says: 'A name.' }),
  DEMO_IS_ON: flag({ default: false, says: 'A flag.' }),
  DEMO_MODE: oneOf(['fast', 'safe'], { default: 'safe', says: 'A mode.' }),
  DEMO_URL: url({ default: 'http://127.0.0.1:1', says: 'A place.' }),
  DEMO_PEERS: list({ default: ['a'], says: 'Places.' }),
  DEMO_KEY: secret({ matches: /^k-/, rule: 'a key that begins with k-', says: 'A key.' }),
};

const folder = mkdtempSync(join(tmpdir(), 'config-'));
const file = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
afterAll(() => rmSync(folder, { recursive: true }));

const problemsOf = (env: Record<string, string>): readonly string[] => {
  try {
    parseConfig(fields, env);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigInvalid);
    return (error as ConfigInvalid).problems;
  }
};

describe('the settings of a service', () => {
  it('takes defaults for what is not set and reads what is', () => {
    const config = parseConfig(fields, {
      DEMO_LIMIT: '365',
      DEMO_IS_ON: 'true',
      DEMO_URL: 'https://push.example.com/',
      DEMO_PEERS: 'a:1, b:2',
      DEMO_KEY: 'k-1',
    });
    expect(config).toMatchObject({
      DEMO_LIMIT: 365,
      DEMO_NAME: undefined,
      DEMO_IS_ON: true,
      DEMO_MODE: 'safe',
      DEMO_URL: 'https://push.example.com',
      DEMO_PEERS: ['a:1', 'b:2'],
    });
    expect(config.DEMO_KEY.reveal()).toBe('k-1');
  });

  it.each([
    ['DEMO_LIMIT', '0'],
    ['DEMO_LIMIT', '366'],
    ['DEMO_LIMIT', '1.5'],
    ['DEMO_LIMIT', '1e2'],
    ['DEMO_LIMIT', ' 7'],
    ['DEMO_LIMIT', '0x10'],
    ['DEMO_NAME', 'two\nlines'],
    ['DEMO_IS_ON', 'yes'],
    ['DEMO_IS_ON', '1'],
    ['DEMO_IS_ON', 'toString'],
    ['DEMO_MODE', 'FAST'],
    ['DEMO_URL', 'push.example.com'],
    ['DEMO_URL', 'ftp://push.example.com'],
    ['DEMO_URL', 'http://user:password@push.example.com'],
    ['DEMO_PEERS', 'a,,b'],
    ['DEMO_KEY', 'wrong'],
  ])('refuses %s=%j and names its rule', (name, given) => {
    const problems = problemsOf({ DEMO_KEY: 'k-1', [name]: given });
    expect(problems).toEqual([
      expect.stringContaining(`${name} must be ${fields[name as keyof typeof fields].rule}, got `),
    ]);
  });

  it('says all problems in one message', () => {
    expect(problemsOf({ DEMO_LIMIT: 'many', DEMO_IS_ON: 'yes' })).toEqual([
      'DEMO_LIMIT must be a whole number from 1 to 365, got "many"',
      'DEMO_IS_ON must be true or false, got "yes"',
      'DEMO_KEY must be a key that begins with k-, and is not set',
    ]);
  });

  it('counts an empty value as not set', () => {
    expect(parseConfig(fields, { DEMO_LIMIT: '', DEMO_KEY: 'k-1', DEMO_KEY_FILE: '' }).DEMO_LIMIT).toBe(7);
  });
});

describe('a secret', () => {
  it('comes from a file as well, without the newline an editor leaves', () => {
    const config = parseConfig(fields, { DEMO_KEY_FILE: file('key', 'k-from-file\n') });
    expect(config.DEMO_KEY.reveal()).toBe('k-from-file');
  });

  it('is refused when it is given twice', () => {
    expect(problemsOf({ DEMO_KEY: 'k-1', DEMO_KEY_FILE: file('twice', 'k-2') })).toEqual([
      'DEMO_KEY and DEMO_KEY_FILE are both set: leave one of them out',
    ]);
  });

  it('is refused when its file cannot be read', () => {
    expect(problemsOf({ DEMO_KEY_FILE: join(folder, 'missing') })).toEqual([
      expect.stringMatching(/^DEMO_KEY_FILE must name a readable file, got ".*missing" \(ENOENT\)$/),
    ]);
  });

  it.each(['wrong-canary', 'k-right-canary'])('is shown nowhere: %s', (canary) => {
    const { config, settings, problems } = readConfig(fields, { DEMO_KEY: canary });
    const everything = [
      printedConfig(settings),
      JSON.stringify({ config, settings, problems }),
      inspect({ config, settings }, { depth: 9 }),
      String(new Secret(canary)),
    ].join();
    expect(everything).not.toContain(canary);
  });
});

describe('a name that nobody reads', () => {
  it('is reported with the setting it may be meant for', () => {
    const { warnings } = readConfig(fields, { DEMO_KEY: 'k-1', DEMO_LIMITS: '1', UNRELATED: '1' });
    expect(warnings).toEqual(['DEMO_LIMITS is no setting of this service: did you mean DEMO_LIMIT?']);
  });

  it('is reported when it lacks the beginning of a setting, as settings that got a longer name', () => {
    const { warnings } = readConfig(
      { PART_DEMO_LIMIT: fields.DEMO_LIMIT },
      { DEMO_LIMIT: '1', LIMIT: '1', OTHER_LIMIT: '1' },
    );
    expect(warnings).toEqual(['DEMO_LIMIT is no setting of this service: did you mean PART_DEMO_LIMIT?']);
  });

  it('is left alone when Kubernetes set it for a Service of that name', () => {
    const links = {
      DEMO_SERVICE_HOST: '10.0.0.1',
      DEMO_PORT: 'tcp://10.0.0.1:80',
      DEMO_PORT_80_TCP_ADDR: '10.0.0.1',
    };
    expect(readConfig(fields, links).warnings).toEqual([]);
  });
});

it('prints each setting with its source', () => {
  const { settings } = readConfig(fields, { DEMO_KEY: 'k-1', DEMO_LIMIT: '9' });
  expect(printedConfig(settings).split('\n')).toEqual([
    'DEMO_LIMIT=9 (environment)',
    'DEMO_NAME= (absent)',
    'DEMO_IS_ON=false (default)',
    'DEMO_MODE=safe (default)',
    'DEMO_URL=http://127.0.0.1:1 (default)',
    'DEMO_PEERS=a (default)',
    'DEMO_KEY=[secret] (environment)',
  ]);
});

describe('the connection to Kafka', () => {
  const required = { DATABASE_URL: 'postgres://demo@127.0.0.1/demo', KAFKA_BROKERS: 'k-1:9092,k-2:9092' };
  const optionsFor = (env: Record<string, string>) =>
    kafkaOptions(parseConfig(platformFields, { ...required, ...env }));

  it('is plain unless something else is asked for', () => {
    expect(optionsFor({})).toEqual({ brokers: ['k-1:9092', 'k-2:9092'] });
  });

  it('carries TLS and SASL', () => {
    expect(
      optionsFor({
        KAFKA_TLS: 'true',
        KAFKA_SASL_USERNAME: 'push',
        KAFKA_SASL_PASSWORD: 'secret',
        KAFKA_SASL_MECHANISM: 'plain',
      }),
    ).toMatchObject({ ssl: true, sasl: { mechanism: 'plain', username: 'push', password: 'secret' } });
  });

  it('FF 1.18: says that a broker with an IPv6 address needs a name', () => {
    expect(() => optionsFor({ KAFKA_BROKERS: '[::1]:9092' })).toThrow(/names or IPv4 addresses/);
  });

  it('is refused with half of a login', () => {
    expect(() => optionsFor({ KAFKA_SASL_USERNAME: 'push' })).toThrow(ConfigInvalid);
  });
});
