// The settings that all services share. Names without a prefix are those that platform teams know. Each service adds its own settings.
import { POOLERS } from '../database/manner';
import { proxiesOf } from '../doors/client-address';
import { keysComplaint } from '../http/callers/api-keys';
import { ConfigInvalid } from './read-config';
import { type ConfigOf, flag, integer, list, oneOf, secret, text } from './fields';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** For every program that listens, also one whose callers have no API keys. */
export const doorFields = {
  HOST: text({ default: '127.0.0.1', says: 'Address to listen on; 0.0.0.0 in a container.' }),
  PORT: integer({ default: 8080, min: 0, max: 65_535, says: 'Port to listen on; 0 takes any free one.' }),
  OPS_PORT: integer({
    default: 9080,
    min: 0,
    max: 65_535,
    says: 'Port of /health/live, /health/ready, /metrics and /openapi.json, which need no key: for the cluster only. 0 takes any free one.',
  }),
  LIMIT_CONNECTIONS_PER_ADDRESS: integer({
    default: 500,
    min: 1,
    max: 2_000,
    says: 'Connections of one address at a port; beyond them those that wait for a late 429 or 401 and idle ones are closed, the oldest first. A port holds 2000, and trusted proxies have only that limit.',
  }),
  LIMIT_REQUESTS_PER_SECOND: integer({
    default: 1_000,
    min: 1,
    max: 1_000_000,
    says: 'Requests a second of one address, and of one API key; twice as many at once. Beyond them the answer is 429.',
  }),
  TRUSTED_PROXIES: list({
    default: [],
    matches: /^[0-9a-fA-F.:]+(\/\d{1,3})?$/,
    rule: 'a list of addresses and networks like 10.0.0.0/8,fd00::/8',
    complains: (given) =>
      proxiesOf(given.split(',').map((part) => part.trim())) === undefined
        ? 'one of its parts is no address and no network'
        : undefined,
    says: 'Proxies in front of PORT whose X-Forwarded-For says whose request it is.',
  }),
  LOG_LEVEL: oneOf(LOG_LEVELS, { default: 'info', says: 'The least severe lines that are written.' }),
  SHUTDOWN_DEADLINE_MS: integer({
    default: 20_000,
    min: 100,
    max: 600_000,
    says: 'How long a graceful stop may take; below the grace period of the pod.',
  }),
};

/** For every service, also one without a database or a broker. */
export const serviceFields = {
  ...doorFields,
  API_KEYS_FILE: text({
    optional: true,
    complains: keysComplaint,
    says: 'JSON list of API keys: id, sha256, app, role, and for the console actsForOthers. Absent: nobody may call. Read again when it changes.',
  }),
};

export const platformFields = {
  ...serviceFields,
  DATABASE_URL: secret({
    matches: /^postgres(ql)?:\/\/\S+$/,
    rule: 'a URL like postgres://user:password@host:5432/database',
    says: "The service's own PostgreSQL database.",
  }),
  DATABASE_POOL_SIZE: integer({
    default: 8,
    min: 1,
    max: 200,
    says: 'Connections to PostgreSQL per process.',
  }),
  DATABASE_POOLER: oneOf(POOLERS, {
    default: 'none',
    says: 'What DATABASE_URL leads to: none is PostgreSQL itself; transaction is a pooler like PgBouncer, which may lend a connection for one transaction only (docs/database.md).',
  }),
  KAFKA_BROKERS: list({
    matches: /^[^\s:,]+:\d{1,5}$/,
    // kafkajs splits host and port at the first colon, so it cannot take an IPv6 address.
    rule: 'a list like broker-1:9092,broker-2:9092: names or IPv4 addresses; a broker with IPv6 needs a name',
    says: 'Where Kafka is: names or IPv4 addresses with ports.',
  }),
  KAFKA_TLS: flag({
    default: false,
    says: 'TLS to the brokers; further authorities come from NODE_EXTRA_CA_CERTS.',
  }),
  KAFKA_SASL_MECHANISM: oneOf(['plain', 'scram-sha-256', 'scram-sha-512'], {
    default: 'scram-sha-512',
    says: 'How user name and password are proved.',
  }),
  KAFKA_SASL_USERNAME: text({
    optional: true,
    together: 'KAFKA_SASL_PASSWORD',
    says: 'User at the brokers; absent: no SASL.',
  }),
  KAFKA_SASL_PASSWORD: secret({ optional: true, says: 'Password of that user.' }),
};

export type DoorConfig = ConfigOf<typeof doorFields>;
type PlatformConfig = ConfigOf<typeof platformFields>;

export interface KafkaSettings {
  brokers: string[];
  ssl?: boolean;
  sasl?: { mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'; username: string; password: string };
}

type KafkaConfig = Pick<PlatformConfig, Extract<keyof PlatformConfig, `KAFKA_${string}`>>;

/** The connection to Kafka as `BusModule` takes it. */
export function kafkaOptions(config: KafkaConfig): KafkaSettings {
  const { KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password } = config;
  if ((username === undefined) !== (password === undefined))
    throw new ConfigInvalid(['KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD must be set together']);
  const sasl =
    username !== undefined && password !== undefined
      ? { mechanism: config.KAFKA_SASL_MECHANISM, username, password: password.reveal() }
      : undefined;
  return {
    brokers: [...config.KAFKA_BROKERS],
    ...(config.KAFKA_TLS && { ssl: true }),
    ...(sasl && { sasl }),
  };
}
