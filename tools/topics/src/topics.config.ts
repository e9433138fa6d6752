// The environment of the topics job: the connection that services have, and how the topics are to be made.
import { type ConfigOf, integer, platformFields } from '@offline-push/service-kit';

const { KAFKA_BROKERS, KAFKA_TLS, KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME, KAFKA_SASL_PASSWORD } =
  platformFields;

export const topicsFields = {
  KAFKA_BROKERS,
  KAFKA_TLS,
  KAFKA_SASL_MECHANISM,
  KAFKA_SASL_USERNAME,
  KAFKA_SASL_PASSWORD,
  TOPICS_PARTITIONS: integer({
    default: 0,
    min: 0,
    max: 1_000,
    says: 'Partitions of every topic. 0: what each contract says for production. Kafka can never take partitions back.',
  }),
  TOPICS_REPLICATION_FACTOR: integer({
    default: 0,
    min: 0,
    max: 9,
    says: 'Copies of each record. 0: three where the cluster has three brokers or more, else as many as it has.',
  }),
  TOPICS_MIN_IN_SYNC_REPLICAS: integer({
    default: 0,
    min: 0,
    max: 9,
    says: 'A record counts when so many copies have it. 0: one less than there are copies, at least 1.',
  }),
};

export type TopicsConfig = ConfigOf<typeof topicsFields>;
