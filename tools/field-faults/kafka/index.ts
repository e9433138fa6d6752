// What comes over Kafka (section 1 of the issue).
import type { Fault } from '../fault';
import { COMPRESSION } from './compression';
import { DOOR } from './door';
import { HEADERS } from './headers';
import { TRANSACTIONS } from './transactions';

export const KAFKA: readonly Fault[] = [...COMPRESSION, ...HEADERS, ...TRANSACTIONS, ...DOOR];
