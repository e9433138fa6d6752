// Which Kafka a tool talks to: the one of the environment (with its TLS and SASL), else the one that `npm start` runs. And which delivery-log.
import { NOTHING_RUNS, readRunning, type Running } from '@offline-push/platform';
import {
  type Environment,
  kafkaOptions,
  type KafkaSettings,
  parseConfig,
  platformFields,
} from '@offline-push/service-kit';

export interface Where {
  kafka: KafkaSettings;
  /** The app that a command means without --app. */
  app: string;
  /** What `npm start` wrote down; undefined where the environment names the brokers. */
  running: Running | undefined;
}

const { KAFKA_BROKERS, KAFKA_TLS, KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME, KAFKA_SASL_PASSWORD } =
  platformFields;
const fields = { KAFKA_BROKERS, KAFKA_TLS, KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME, KAFKA_SASL_PASSWORD };

/** If there is none it throws an error that says what to do. */
export function whereItRuns(
  env: Environment = process.env,
  find: () => Running | undefined = readRunning,
): Where {
  if (env['KAFKA_BROKERS'])
    return { kafka: kafkaOptions(parseConfig(fields, env)), app: 'demo', running: undefined };
  const running = find();
  if (running === undefined) throw new Error(NOTHING_RUNS);
  return { kafka: { brokers: running.brokers }, app: running.app, running };
}

/** Where delivery-log answers, and as whom. */
export interface LogPlace {
  url: string;
  key: string;
  /** The app that is meant without --app. */
  app: string;
}

/**
 * The delivery-log of the environment, else that of `npm start`, unless the environment names another Kafka.
 * @returns a text: why there is none, in words that go on after "delivery-log".
 */
export function whereTheLogIs(
  env: Environment = process.env,
  find: () => Running | undefined = readRunning,
  role: 'viewer' | 'admin' = 'viewer',
): LogPlace | string {
  const { OFFLINE_PUSH_LOG_URL: url, OFFLINE_PUSH_API_KEY: key } = env;
  if (url && key) return { url: url.replace(/\/$/, ''), key, app: 'demo' };
  if (url || env['KAFKA_BROKERS'])
    return 'was not asked: OFFLINE_PUSH_LOG_URL and OFFLINE_PUSH_API_KEY say where it is and as whom';
  const running = find();
  const api = running?.apis['delivery-log'];
  if (running === undefined || api === undefined) return 'does not run';
  return { url: api, key: running.apiKeys[role], app: running.app };
}
