// Puts into words why a member of a group does not work, and decides whether that passes by itself. A missing broker, coordinator,
// leader, topic or right is waited for without end. An error that comes from no broker is a bug, and the supervision counts it. Pure.

export interface Trouble {
  /** What the member does or waits for, as the end of a sentence that begins with its group. */
  words: string;
  /** True if only waiting helps, and no restart. */
  passes: boolean;
}

const COORDINATOR = 'waits for the coordinator of its group';
const LEADER = 'waits for the leader of a partition';
const TOPIC = 'waits for a topic that does not exist yet';
const REJOIN = 'joins its group again';
const REFUSED = 'is refused by the broker';
const BROKER = 'waits for a broker';

/** By the broker's error types and by kafkajs' names of what it meets itself. */
const WORDS: Readonly<Record<string, string>> = {
  GROUP_COORDINATOR_NOT_AVAILABLE: COORDINATOR,
  GROUP_LOAD_IN_PROGRESS: COORDINATOR,
  NOT_COORDINATOR_FOR_GROUP: COORDINATOR,
  KafkaJSGroupCoordinatorNotFound: COORDINATOR,
  LEADER_NOT_AVAILABLE: LEADER,
  NOT_LEADER_FOR_PARTITION: LEADER,
  REPLICA_NOT_AVAILABLE: LEADER,
  FENCED_LEADER_EPOCH: LEADER,
  UNKNOWN_LEADER_EPOCH: LEADER,
  KAFKA_STORAGE_ERROR: LEADER,
  UNKNOWN_TOPIC_OR_PARTITION: TOPIC,
  KafkaJSTopicMetadataNotLoaded: TOPIC,
  REBALANCE_IN_PROGRESS: REJOIN,
  ILLEGAL_GENERATION: REJOIN,
  UNKNOWN_MEMBER_ID: REJOIN,
  MEMBER_ID_REQUIRED: REJOIN,
  FENCED_INSTANCE_ID: REJOIN,
  KafkaJSStaleTopicMetadataAssignment: REJOIN,
  GROUP_AUTHORIZATION_FAILED: REFUSED,
  TOPIC_AUTHORIZATION_FAILED: REFUSED,
  CLUSTER_AUTHORIZATION_FAILED: REFUSED,
  SASL_AUTHENTICATION_FAILED: REFUSED,
  KafkaJSSASLAuthenticationError: REFUSED,
  KafkaJSConnectionError: BROKER,
  KafkaJSConnectionClosedError: BROKER,
  KafkaJSRequestTimeoutError: BROKER,
  KafkaJSBrokerNotFound: BROKER,
  KafkaJSNoBrokerAvailableError: BROKER,
  KafkaJSLockTimeout: BROKER,
  REQUEST_TIMED_OUT: BROKER,
  NETWORK_EXCEPTION: BROKER,
};
/** The class of everything that a broker answered. */
const SAID_BY_BROKER = 'KafkaJSProtocolError';
/** Causes are followed this deep; a longer chain is a loop. */
const MAX_CAUSES = 8;

/** Looks at the causes, because an error like "gave up after five tries" says nothing itself. */
export function troubleOf(error: unknown): Trouble {
  const chain = causesOf(error);
  for (const { name, type, message } of chain) {
    const words = WORDS[type ?? ''] ?? WORDS[name];
    if (words !== undefined) return { words: `${words} (${message})`, passes: true };
  }
  const said = chain.find(({ name, retriable }) => name === SAID_BY_BROKER || retriable === true);
  if (said !== undefined) return { words: `tries again: ${said.message}`, passes: true };
  return { words: `tries again: ${chain.at(-1)?.message ?? String(error)}`, passes: false };
}

interface Failure extends Error {
  type?: string;
  retriable?: unknown;
}

/** The innermost cause first, because it is what happened. */
function causesOf(error: unknown): Failure[] {
  const chain: Failure[] = [];
  for (let at = error; at instanceof Error && chain.length < MAX_CAUSES; at = at.cause) chain.unshift(at);
  return chain;
}
