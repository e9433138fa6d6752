// A consumer that loses one broker crashes or rejoins its group, where it waits until the broker gives up the member that it was before
// (docs/kafka.md, 3.3). With this cure only that broker's fetcher is affected: it asks for metadata and tries again a moment later.
import { setTimeout as sleep } from 'node:timers/promises';
import { internals, type KafkaFailure, patch } from '../internals';
import { type Cure, isNetworkFailure } from './cure';

const PAUSE_MS = 200;
/** Errors that mean that leaders moved. The assignment of partitions to members stays. */
const MOVED = new Set([
  'LEADER_NOT_AVAILABLE',
  'NOT_LEADER_FOR_PARTITION',
  'FENCED_LEADER_EPOCH',
  'UNKNOWN_LEADER_EPOCH',
]);

export const lostFetch: Cure = {
  name: 'lost-fetch',
  illness: 'The loss of one broker makes a consumer crash or rejoin its group.',
  apply() {
    patch(internals().ConsumerGroup, 'recoverFromFetch', async (group, recover, error) => {
      const cause = error.name === 'KafkaJSNumberOfRetriesExceeded' ? (error.cause ?? error) : error;
      if (!passes(cause)) return recover(error);
      group.cluster.brokerPool.metadataExpireAt = null;
      return sleep(PAUSE_MS);
    });
  },
};

/** Errors that mean that the leader cannot read its disk. Only that partition waits. */
const BROKEN = new Set(['UNKNOWN', 'CORRUPT_MESSAGE', 'KAFKA_STORAGE_ERROR']);

const passes = (error: KafkaFailure): boolean =>
  isNetworkFailure(error) || (error.type !== undefined && (MOVED.has(error.type) || BROKEN.has(error.type)));
