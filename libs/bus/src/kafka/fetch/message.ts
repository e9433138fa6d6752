// A record as our own decoder hands it to kafkajs, and what a batch that cannot be decoded becomes: one message that says so.

/** What kafkajs and the consumer read of a message. */
export interface FetchedMessage {
  offset: string;
  timestamp: string;
  key: Buffer | null;
  value: Buffer | null;
  headers: Record<string, Buffer>;
  attributes: number;
  /** The offset of the first record of its batch; absent: the batch has one record. */
  batchOffset?: string;
  /** kafkajs asks; control records are filtered before. */
  isControlRecord: false;
  /** Why these are the bytes of a whole batch, and not of a record. */
  notDecodable?: string;
}

/** Its offset is the batch's last one, so that reading goes on behind the batch. */
export const undecodable = (
  bytes: Buffer,
  first: bigint,
  last: bigint,
  timestampMs: bigint,
  why: string,
): FetchedMessage => ({
  offset: String(last),
  timestamp: String(timestampMs),
  key: null,
  value: bytes,
  headers: {},
  attributes: 0,
  isControlRecord: false,
  notDecodable: `the batch of offsets ${first} to ${last} cannot be decoded: ${why}`,
});
