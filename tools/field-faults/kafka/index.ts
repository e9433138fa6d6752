// What comes over Kafka (section 1 of the issue).
import type { Fault } from '../fault';
import { BROKERS } from './brokers';
import { COMPRESSION } from './compression';
import { DOOR } from './door';
import { HEADERS } from './headers';
import { ODD } from './odd';
import { PODS } from './pods';
import { ROT } from './rot';
import { WAITING } from './states';
import { TOPIC_FAULTS } from './topics';
import { TRANSACTIONS } from './transactions';

export const KAFKA: readonly Fault[] = [
  ...COMPRESSION,
  ...HEADERS,
  ...TRANSACTIONS,
  ...DOOR,
  ...ODD,
  ...ROT,
  ...PODS,
  ...BROKERS,
  ...TOPIC_FAULTS,
  ...WAITING,
];
