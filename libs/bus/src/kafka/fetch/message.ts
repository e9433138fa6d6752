// A record in the form that our decoder gives to kafkajs. A batch that cannot be decoded becomes one message with the reason.

/** The fields that kafkajs and the consumer read. */
export interface FetchedMessage {
  offset: string;
  timestamp: string;
  key: Buffer | null;
  value: Buffer | null;
  headers: Record<string, Buffer>;
  attributes: number;
  /** The offset of the first record of its batch; absent if the batch has one record. */
  batchOffset?: string;
  /** Read by kafkajs. Control records are filtered before. */
  isControlRecord: false;
  /** Set if these are the bytes of a whole batch that could not be decoded for this reason. */
  notDecodable?: string;
}

/** The offset is the batch's last one, so that reading goes on after the batch. */
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
