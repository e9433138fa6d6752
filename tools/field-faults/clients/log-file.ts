// A broker's disk that rots: changes a batch where it lies in a segment file. A broker checks what producers send, but gives away what is
// on its disk as it is; so this is how a batch comes to readers that no broker would have taken.
import { crc32c } from '@node-rs/crc32';
import { closeSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Places in a batch of the format 2: https://kafka.apache.org/documentation/#recordbatch. */
const LENGTH_AT = 8;
const CRC_AT = 17;
const ATTRIBUTES_AT = 21;
const RECORDS_AT = 61;
const BEFORE_LENGTH_COUNTS = 12;

export type Rot = (batch: Buffer) => void;

/** A bit flips and the checksum no longer fits. */
export const flippedBit: Rot = (batch) => {
  const last = batch.length - 1;
  batch.writeUInt8(batch.readUInt8(last) ^ 1, last);
};

/** The batch says that it is compressed with this codec (1 gzip, 2 snappy, 3 lz4, 4 zstd, beyond: none that exists), and is not. */
export const codecIs =
  (codec: number): Rot =>
  (batch) => {
    batch.writeInt16BE((batch.readInt16BE(ATTRIBUTES_AT) & ~7) | codec, ATTRIBUTES_AT);
    sign(batch);
  };

/** The length of the first record reaches far beyond the batch. */
export const endlessRecord: Rot = (batch) => {
  batch.fill(0xfe, RECORDS_AT, RECORDS_AT + 4).writeUInt8(0x7f, RECORDS_AT + 4);
  sign(batch);
};

const sign = (batch: Buffer): unknown => batch.writeUInt32BE(crc32c(batch.subarray(ATTRIBUTES_AT)), CRC_AT);

/** `logs` is the broker's folder of partitions, `marker` a text that only this batch has, uncompressed. */
export function rot(logs: string, topic: string, marker: string, change: Rot): void {
  const partitions = readdirSync(logs).filter((name) => name.replace(/-\d+$/, '') === topic);
  for (const file of partitions.map((name) => join(logs, name, '00000000000000000000.log'))) {
    const bytes = readFileSync(file);
    for (let at = 0; at < bytes.length; ) {
      const end = at + BEFORE_LENGTH_COUNTS + bytes.readInt32BE(at + LENGTH_AT);
      const batch = bytes.subarray(at, end);
      if (batch.includes(marker)) return rewrite(file, at, batch, change);
      at = end;
    }
  }
  throw new Error(`no batch of ${topic} has ${marker}`);
}

function rewrite(file: string, at: number, batch: Buffer, change: Rot): void {
  change(batch);
  const disk = openSync(file, 'r+');
  writeSync(disk, batch, 0, batch.length, at);
  closeSync(disk);
}
