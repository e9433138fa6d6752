// One partition without a leader fails the metadata of all topics of a client (protocol/requests/metadata/v0/response.js:58-64), so the
// healthy ones cannot be used. With this cure such a partition has the leader −1, and the others go on. The same holds for offsets, which
// kafkajs would ask of the broker "−1" (cluster/index.js:fetchTopicsOffset), so that a new group would read nothing at all.
import { type ClusterMetadata, internals, patch, type WantedOffsets } from '../internals';
import type { Cure } from './cure';

const NO_ERROR = 0;
const NO_LEADER = -1;
/** LEADER_NOT_AVAILABLE, REPLICA_NOT_AVAILABLE, LISTENER_NOT_FOUND: they pass, and the partition's leader is −1 or valid. */
const PASSING = new Set([5, 9, 72]);

/** The metadata without the passing errors of single partitions. Pure. */
const tolerant = (metadata: ClusterMetadata): ClusterMetadata => ({
  ...metadata,
  topicMetadata: metadata.topicMetadata.map((topic) => ({
    ...topic,
    partitionMetadata: topic.partitionMetadata.map((partition) => ({
      ...partition,
      partitionErrorCode: PASSING.has(partition.partitionErrorCode) ? NO_ERROR : partition.partitionErrorCode,
    })),
  })),
});

/** Only the partitions with a leader. Pure. */
const ledOnly = (
  wanted: readonly WantedOffsets[],
  metadata: ClusterMetadata | null,
): readonly WantedOffsets[] =>
  wanted
    .map((of) => {
      const known = metadata?.topicMetadata.find(({ topic }) => topic === of.topic)?.partitionMetadata;
      const isLed = ({ partition }: { partition: number }): boolean =>
        known?.find(({ partitionId }) => partitionId === partition)?.leader !== NO_LEADER;
      return { ...of, partitions: of.partitions.filter(isLed) };
    })
    .filter(({ partitions }) => partitions.length > 0);

export const leaderlessPartition: Cure = {
  name: 'leaderless-partition',
  illness: 'While one partition has no leader, no partition of the client can be used.',
  apply() {
    patch(internals().Cluster, 'fetchTopicsOffset', async (cluster, fetch, wanted) => {
      const found = await fetch(ledOnly(wanted, cluster.brokerPool.metadata));
      // kafkajs' offset manager expects an answer for each topic.
      const silent = wanted.filter(({ topic }) => !found.some((one) => one.topic === topic));
      return [...found, ...silent.map(({ topic }) => ({ topic, partitions: [] }))];
    });
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
