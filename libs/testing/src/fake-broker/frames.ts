// Reading and writing Kafka's frames, as far as the fake brokers need it. On the wire everything is big-endian.

export class FrameReader {
  private at = 0;

  constructor(private readonly bytes: Buffer) {}

  int16(): number {
    this.at += 2;
    return this.bytes.readInt16BE(this.at - 2);
  }

  int32(): number {
    this.at += 4;
    return this.bytes.readInt32BE(this.at - 4);
  }

  text(): string {
    return this.take(this.int16()).toString();
  }

  bytesField(): Buffer {
    return this.take(this.int32());
  }

  list<T>(read: () => T): T[] {
    return Array.from({ length: this.int32() }, read);
  }

  private take(size: number): Buffer {
    if (size < 0) return Buffer.alloc(0);
    this.at += size;
    return this.bytes.subarray(this.at - size, this.at);
  }
}

export const int16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
};

export const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};

export const int64 = (value: bigint): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return bytes;
};

export const text = (value: string): Buffer =>
  Buffer.concat([int16(Buffer.byteLength(value)), Buffer.from(value)]);

export const list = (entries: readonly Buffer[]): Buffer =>
  Buffer.concat([int32(entries.length), ...entries]);

/** A response as it goes over the wire. */
export const framed = (correlationId: number, body: Buffer): Buffer =>
  Buffer.concat([int32(4 + body.length), int32(correlationId), body]);
