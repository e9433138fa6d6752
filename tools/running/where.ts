// Which Kafka a tool talks to: the one of the environment (with its TLS and SASL), else the one that `npm start` runs.
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
