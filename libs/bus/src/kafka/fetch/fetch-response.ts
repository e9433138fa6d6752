// Decodes a fetch response into the form of kafkajs. kafkajs itself checks no checksum, knows one codec, inflates without a bound, and
// loses all partitions of a response if one record cannot be read.
import type { FetchedMessage } from './message';
import { LIMITS } from './not-decodable';
import { type AbortedTransaction, type Budget, budgetOf, PartitionBytes } from './partition-bytes';

/** kafkajs' own decoder reads older responses, which have message sets only. */
export const FIRST_VERSION = 4;

export interface FetchedPartition {
  partition: number;
  errorCode: number;
  highWatermark: string;
  lastStableOffset: string;
  /** Always empty, because their records are left out already. */
  abortedTransactions: never[];
  preferredReadReplica: number;
  messages: FetchedMessage[];
}

export interface FetchResponse {
  throttleTime: number;
  clientSideThrottleTime: number;
  responses: { topicName: string; partitions: FetchedPartition[] }[];
}

/** What a fetch says about a partition beyond its messages. */
export interface Span {
  /** Start of the log. */
  startOffset: bigint;
  /** The offset to read on from; null if no whole batch came. */
  nextOffset: bigint | null;
}

/** Spans by the array of messages, the only object of ours that kafkajs' batch keeps. */
const spans = new WeakMap<readonly unknown[], Span>();

export const spanOf = (messages: readonly unknown[]): Span | undefined => spans.get(messages);

export async function decodeFetch(version: number, bytes: Buffer): Promise<FetchResponse> {
  const frame = new Frame(bytes);
  const throttleTime = frame.int32();
  if (version >= 7) frame.skip(2 + 4); // an error code and a session: we open none
  const budget = budgetOf(LIMITS);
  const responses: FetchResponse['responses'] = [];
  for (let topics = frame.int32(); topics > 0; topics--) {
    const topicName = frame.text();
    const partitions: FetchedPartition[] = [];
    for (let count = frame.int32(); count > 0; count--)
      partitions.push(await partitionOf(frame, version, budget));
    responses.push({ topicName, partitions });
  }
  // The broker has not held this response back: from version 6 on the client waits (KIP-219).
  return version >= 6
    ? { throttleTime: 0, clientSideThrottleTime: throttleTime, responses }
    : { throttleTime, clientSideThrottleTime: 0, responses };
}

/** Codes of a leader that cannot read a partition: an unexpected error, a corrupt log, a disk. */
const BROKEN = new Set([-1, 2, 56]);

/** The partitions that their leader cannot read. */
export const brokenIn = ({
  responses,
}: FetchResponse): { topic: string; partition: number; code: number }[] =>
  responses.flatMap(({ topicName, partitions }) =>
    partitions
      .filter(({ errorCode }) => BROKEN.has(errorCode))
      .map(({ partition, errorCode }) => ({ topic: topicName, partition, code: errorCode })),
  );

/** The response without broken partitions, if others have records. For the first error kafkajs would throw all away. */
export function withoutBroken(response: FetchResponse): FetchResponse {
  const hasRecords = response.responses.some(({ partitions }) =>
    partitions.some(({ messages }) => messages.length > 0),
  );
  if (!hasRecords) return response;
  const responses = response.responses.map(({ topicName, partitions }) => ({
    topicName,
    partitions: partitions.filter(({ errorCode }) => !BROKEN.has(errorCode)),
  }));
  return { ...response, responses };
}

async function partitionOf(frame: Frame, version: number, budget: Budget): Promise<FetchedPartition> {
  const partition = frame.int32();
  const errorCode = frame.int16();
  const highWatermark = frame.int64();
  const lastStableOffset = frame.int64();
  const startOffset = version >= 5 ? frame.int64() : 0n;
  const aborted: AbortedTransaction[] = [];
  for (let count = frame.int32(); count > 0; count--)
    aborted.push({ producerId: frame.int64(), firstOffset: frame.int64() });
  const preferredReadReplica = version >= 11 ? frame.int32() : -1;
  const records = new PartitionBytes(frame.bytes(), aborted, highWatermark, budget);
  const { messages, nextOffset } = await records.read();
  spans.set(messages, { startOffset, nextOffset });
  return {
    partition,
    errorCode,
    highWatermark: String(highWatermark),
    lastStableOffset: String(lastStableOffset),
    abortedTransactions: [],
    preferredReadReplica,
    messages,
  };
}

class Frame {
  private at = 0;

  constructor(private readonly buffer: Buffer) {}

  int16 = (): number => this.buffer.readInt16BE(this.skip(2));
  int32 = (): number => this.buffer.readInt32BE(this.skip(4));
  int64 = (): bigint => this.buffer.readBigInt64BE(this.skip(8));

  /** Returns the place before the skip. */
  skip(size: number): number {
    const from = this.at;
    this.at += size;
    return from;
  }

  text(): string {
    const size = this.int16();
    const from = this.skip(size);
    return this.buffer.toString('utf8', from, from + size);
  }

  /** Null counts as empty. */
  bytes(): Buffer {
    const size = Math.max(0, this.int32());
    const from = this.skip(size);
    return this.buffer.subarray(from, from + size);
  }
}
