// The environment of the sandbox. It needs no database and asks for no key. Without KAFKA_BROKERS it is the vendors' fakes alone.
import {
  ConfigInvalid,
  type ConfigOf,
  type Environment,
  flag,
  integer,
  kafkaOptions,
  type KafkaSettings,
  list,
  platformFields,
  readConfig,
  text,
} from '@offline-push/service-kit/config';
import type { Reach } from './publishing/commands';

const sandboxFields = {
  SANDBOX_HOST: text({ default: '127.0.0.1', says: 'Address to listen on; 0.0.0.0 in a container.' }),
  SANDBOX_PORT: integer({
    default: 0,
    min: 0,
    max: 65_535,
    says: 'Port to listen on; 0 takes any free one.',
  }),
  SANDBOX_LOG_FILE: text({
    default: '.parts/vendor-calls.ndjson',
    says: 'The record of all calls, one JSON line each.',
  }),
  SANDBOX_TENANTS_FILE: text({
    optional: true,
    says: 'Keeps who was made known over restarts. Absent: it is forgotten.',
  }),
  SANDBOX_DELAY_MS: integer({ default: 0, min: 0, max: 600_000, says: 'Added to every answer.' }),
  SANDBOX_TLS_CERT_FILE: text({
    optional: true,
    together: 'SANDBOX_TLS_KEY_FILE',
    says: "With it the port speaks TLS only: for clients whose vendor's host is fixed and mapped to this machine. In PEM.",
  }),
  SANDBOX_TLS_KEY_FILE: text({ optional: true, says: 'Its key, in PEM.' }),
  KAFKA_BROKERS: list({
    default: [],
    matches: /^[^\s:,]+:\d{1,5}$/,
    rule: 'a list like broker-1:9092,broker-2:9092',
    says: 'Where the phones of the sandbox say what happens to them. Absent: vendors only, phones have nobody to talk to.',
  }),
  SANDBOX_SHOWN_BROKERS: list({
    default: [],
    matches: /^[^\s:,]+:\d{1,5}$/,
    rule: 'a list like broker-1:9092,broker-2:9092',
    says: 'The brokers as whoever copies a command reaches them. Absent: KAFKA_BROKERS.',
  }),
  KAFKA_TLS: platformFields.KAFKA_TLS,
  KAFKA_SASL_MECHANISM: platformFields.KAFKA_SASL_MECHANISM,
  KAFKA_SASL_USERNAME: platformFields.KAFKA_SASL_USERNAME,
  KAFKA_SASL_PASSWORD: platformFields.KAFKA_SASL_PASSWORD,
  SANDBOX_PHONES_FILE: text({
    optional: true,
    says: 'Keeps the phones over restarts; what their screens showed is forgotten. Absent: all is forgotten.',
  }),
  SANDBOX_SKIP_AHEAD: flag({
    default: false,
    says: 'A person may have the gateway notice at once that a phone is silent: for an installation on one machine.',
  }),
  SANDBOX_PRESENCE_URL: text({
    optional: true,
    says: 'Base URL of the API of presence, for commands with curl. Absent: there are none.',
  }),
  SANDBOX_BINDINGS_URL: text({ optional: true, says: 'That of device-bindings.' }),
  SANDBOX_TOKEN_EXPRESSION: text({
    default: '$OFFLINE_PUSH_TOKEN',
    says: 'What stands for an API key in such commands: an expression of the shell, never a key.',
  }),
};

/** What the sandbox needs of it, in its own units. */
export interface SandboxOptions {
  readonly host: string;
  readonly port: number;
  readonly logFile: string;
  readonly tenantsFile?: string | undefined;
  readonly delayMs: number;
  readonly tls?: { readonly certFile: string; readonly keyFile: string };
  /** Absent: the phones have nobody to talk to. */
  readonly kafka?: KafkaSettings;
  readonly reach?: Reach;
  readonly phonesFile?: string | undefined;
  readonly maySkipAhead?: boolean;
}

/** Throws `ConfigInvalid` with all problems. */
export function settingsOf(env: Environment = process.env): {
  options: SandboxOptions;
  warnings: readonly string[];
} {
  const { config, problems, warnings } = readConfig(sandboxFields, env);
  if (problems.length > 0) throw new ConfigInvalid(problems);
  return { options: optionsOf(config), warnings };
}

function optionsOf(config: ConfigOf<typeof sandboxFields>): SandboxOptions {
  const { SANDBOX_TLS_CERT_FILE: certFile, SANDBOX_TLS_KEY_FILE: keyFile } = config;
  return {
    host: config.SANDBOX_HOST,
    port: config.SANDBOX_PORT,
    logFile: config.SANDBOX_LOG_FILE,
    tenantsFile: config.SANDBOX_TENANTS_FILE,
    delayMs: config.SANDBOX_DELAY_MS,
    ...(certFile !== undefined && keyFile !== undefined && { tls: { certFile, keyFile } }),
    phonesFile: config.SANDBOX_PHONES_FILE,
    maySkipAhead: config.SANDBOX_SKIP_AHEAD,
    reach: reachOf(config),
    ...(config.KAFKA_BROKERS.length > 0 && { kafka: kafkaOptions(config) }),
  };
}

function reachOf(config: ConfigOf<typeof sandboxFields>): Reach {
  const { SANDBOX_PRESENCE_URL: presence, SANDBOX_BINDINGS_URL: bindings } = config;
  const { SANDBOX_SHOWN_BROKERS: shown, KAFKA_BROKERS: own } = config;
  const door = (url: string | undefined, path: string) => (url === undefined ? undefined : { url, path });
  return {
    brokers: shown.length > 0 ? shown : own,
    tokenExpression: config.SANDBOX_TOKEN_EXPRESSION,
    doors: {
      'message.sent.v1': door(presence, 'messages'),
      'session.changed.v1': door(presence, 'sessions:change'),
      'binding.reported.v1': door(bindings, 'bindings'),
    },
  };
}
