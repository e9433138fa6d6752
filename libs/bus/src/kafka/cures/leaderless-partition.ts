// One partition without a leader fails the metadata of all topics of a client (protocol/requests/metadata/v0/response.js:58-64), so
// that nobody can write to or read from the healthy ones. Here such a partition has the leader −1 and the others go on.
import { type ClusterMetadata, internals } from '../internals';
import type { Cure } from './cure';

const NO_ERROR = 0;
/** LEADER_NOT_AVAILABLE, REPLICA_NOT_AVAILABLE, LISTENER_NOT_FOUND: they pass; the partition's leader is −1 or valid all the same. */
const PASSING = new Set([5, 9, 72]);

/** The metadata with the passing errors of single partitions taken away. Pure. */
export const tolerant = (metadata: ClusterMetadata): ClusterMetadata => ({
  ...metadata,
  topicMetadata: metadata.topicMetadata.map((topic) => ({
    ...topic,
    partitionMetadata: topic.partitionMetadata.map((partition) => ({
      ...partition,
      partitionErrorCode: PASSING.has(partition.partitionErrorCode) ? NO_ERROR : partition.partitionErrorCode,
    })),
  })),
});

export const leaderlessPartition: Cure = {
  name: 'leaderless-partition',
  illness: 'While one partition has no leader, no partition of the client can be used.',
  apply() {
    const { Metadata } = internals().requests;
    const stock = Metadata.protocol;
    Metadata.protocol = (of) => {
      const make = stock(of);
      return (args) => {
        const { request, response } = make(args);
        return { request, response: { ...response, parse: (decoded) => response.parse(tolerant(decoded)) } };
      };
    };
  },
};
