// Writes a record (magic 2) into one buffer, byte for byte as kafkajs does. kafkajs builds about ten 512-byte encoders per record with
// headers, which took the most time of the whole path (docs/kafka.md, 1.4). Pure.
/**
 * A record without its place in the batch: key, value and headers with their sizes. It is made once, when the event is published, and
 * copied into each request.
 */
export type RecordBody = Buffer;

const ABSENT = -1;
const ATTRIBUTES_BYTES = 1;

export function encodeBody(
  key: Buffer | null,
  value: string | Buffer | null,
  headers: Readonly<Record<string, string | Buffer>>,
): RecordBody {
  const keySize = key === null ? ABSENT : key.length;
  const valueSize = value === null ? ABSENT : Buffer.byteLength(value);
  const names = Object.keys(headers);
  let size = sizeOfField(keySize) + sizeOfField(valueSize) + sizeOfVarInt(names.length);
  for (const name of names) {
    size += sizeOfField(Buffer.byteLength(name)) + sizeOfField(Buffer.byteLength(headers[name] ?? ''));
  }
  const writer = new Writer(Buffer.allocUnsafe(size));
  writer.field(key ?? '', keySize);
  writer.field(value ?? '', valueSize);
  writer.varInt(names.length);
  for (const name of names) {
    writer.text(name);
    writer.text(headers[name] ?? '');
  }
  return writer.buffer;
}

/** Size of a record with its place in the batch. */
export function sizeOfRecord(body: RecordBody, offsetDelta: number, timestampDelta: number): number {
  const size = sizeOfPlaced(body, offsetDelta, timestampDelta);
  return sizeOfVarInt(size) + size;
}

/** Writes the record at `at`. Returns the offset after it. */
export function writeRecord(
  into: Buffer,
  at: number,
  body: RecordBody,
  offsetDelta: number,
  timestampDelta: number,
): number {
  let next = writeVarInt(into, at, sizeOfPlaced(body, offsetDelta, timestampDelta));
  into[next++] = 0; // attributes: none are defined
  next = writeVarInt(into, next, timestampDelta);
  next = writeVarInt(into, next, offsetDelta);
  return next + body.copy(into, next);
}

const sizeOfPlaced = (body: RecordBody, offsetDelta: number, timestampDelta: number): number =>
  ATTRIBUTES_BYTES + sizeOfVarInt(timestampDelta) + sizeOfVarInt(offsetDelta) + body.length;

/** A size, then as many bytes. −1 means absent and has no bytes. */
const sizeOfField = (size: number): number => sizeOfVarInt(size) + Math.max(size, 0);

/** Zigzag makes small numbers of either sign short. 32 bits hold 24 days of time stamps, far more than a batch spans. */
const zigzag = (value: number): number => ((value << 1) ^ (value >> 31)) >>> 0;

function sizeOfVarInt(value: number): number {
  let rest = zigzag(value);
  let size = 1;
  while (rest >= 0x80) {
    rest >>>= 7;
    size++;
  }
  return size;
}

function writeVarInt(into: Buffer, at: number, value: number): number {
  let rest = zigzag(value);
  while (rest >= 0x80) {
    into[at++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  into[at++] = rest;
  return at;
}

class Writer {
  private at = 0;

  constructor(readonly buffer: Buffer) {}

  varInt(value: number): void {
    this.at = writeVarInt(this.buffer, this.at, value);
  }

  field(value: string | Buffer, size: number): void {
    this.varInt(size);
    if (size <= 0) return;
    this.at +=
      typeof value === 'string' ? this.buffer.write(value, this.at) : value.copy(this.buffer, this.at);
  }

  text(value: string | Buffer): void {
    this.field(value, Buffer.byteLength(value));
  }
}
