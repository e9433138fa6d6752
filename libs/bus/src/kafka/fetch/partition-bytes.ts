// Turns the bytes of one partition in a fetch into messages. Control records and aborted transactions are left out. A batch that cannot be
// decoded becomes one message. A batch that is cut off at the end comes again with the next fetch.
import { type FetchedMessage, undecodable } from './message';
import { type Limits, LIMITS, NotDecodable } from './not-decodable';
import { isWholeMessage, messagesOf, OLD_MESSAGE_BYTES } from './old-message';
import { BATCH_HEAD_BYTES, type BatchHead, headOf, isAbort, isWhole, recordsOf } from './record-batch';

export interface AbortedTransaction {
  producerId: bigint;
  firstOffset: bigint;
}

/** What the batches of one response may still take together. The first batch always passes. */
export interface Budget {
  sizeBytes: number;
  records: number;
}

export const budgetOf = (limits: Limits): Budget => ({
  sizeBytes: limits.maxInflatedBytes,
  records: limits.maxRecords,
});

export interface PartitionMessages {
  messages: FetchedMessage[];
  /** The offset after the last batch that was read; null if there was no whole one. */
  nextOffset: bigint | null;
}

const MAGIC_AT = 16;
/** Offset and size, which the size itself does not count. */
const FRONT_BYTES = 12;

export class PartitionBytes {
  private readonly messages: FetchedMessage[] = [];
  private readonly open = new Set<bigint>();
  private readonly aborted: AbortedTransaction[];
  private nextOffset: bigint | null = null;

  constructor(
    private readonly bytes: Buffer,
    aborted: readonly AbortedTransaction[],
    private readonly endOffset: bigint,
    private readonly budget: Budget,
    private readonly limits: Limits = LIMITS,
  ) {
    this.aborted = [...aborted].sort((a, b) => (a.firstOffset < b.firstOffset ? -1 : 1));
  }

  async read(): Promise<PartitionMessages> {
    for (let at = 0; this.bytes.length - at > MAGIC_AT && this.mayGoOn(); ) {
      const size = this.bytes.readInt32BE(at + 8);
      const end = at + FRONT_BYTES + size;
      if (end > this.bytes.length) break; // cut off: it comes again
      const isSane = size >= OLD_MESSAGE_BYTES - FRONT_BYTES;
      const stop = isSane ? end : this.bytes.length;
      await this.add(this.bytes.subarray(at, stop), stop);
      at = stop;
    }
    return { messages: this.messages, nextOffset: this.nextOffset };
  }

  private mayGoOn(): boolean {
    return this.budget.sizeBytes > 0 && this.budget.records > 0;
  }

  private async add(entry: Buffer, end: number): Promise<void> {
    const magic = entry.readInt8(MAGIC_AT);
    if (magic === 2 && entry.length >= BATCH_HEAD_BYTES) return this.addBatch(entry, end);
    const offset = entry.readBigInt64BE(0);
    const read = async (): Promise<{ messages: FetchedMessage[]; sizeBytes: number }> => {
      if (magic !== 0 && magic !== 1) throw new NotDecodable(`its format (magic ${magic}) is unknown`);
      if (!isWholeMessage(entry)) throw new NotDecodable('its checksum is wrong');
      return messagesOf(entry, this.limits);
    };
    await this.keep(entry, { baseOffset: offset, lastOffset: offset, maxTimestamp: 0n }, read);
  }

  private async addBatch(entry: Buffer, end: number): Promise<void> {
    const head = headOf(entry);
    const isGood = isWhole(entry);
    // The last offset of a damaged batch may be wrong, and later batches must not be skipped.
    if (!isGood) head.lastOffset = this.boundOf(head, end);
    await this.keep(entry, head, async () => {
      if (!isGood) throw new NotDecodable('its checksum is wrong');
      const isHidden = await this.isHidden(entry, head);
      return isHidden ? { messages: [], sizeBytes: 0 } : recordsOf(entry, head, this.limits);
    });
  }

  private boundOf({ baseOffset, lastOffset }: BatchHead, end: number): bigint {
    const following = end + 8 <= this.bytes.length ? this.bytes.readBigInt64BE(end) : this.endOffset;
    const most = following > baseOffset ? following - 1n : baseOffset;
    return lastOffset < most ? lastOffset : most;
  }

  private async isHidden(entry: Buffer, head: BatchHead): Promise<boolean> {
    for (let next = this.aborted[0]; next !== undefined && next.firstOffset <= head.lastOffset; ) {
      this.open.add(next.producerId);
      this.aborted.shift();
      next = this.aborted[0];
    }
    if (!head.isControl) return head.isTransactional && this.open.has(head.producerId);
    if (await isAbort(entry, head, this.limits)) this.open.delete(head.producerId);
    return true;
  }

  private async keep(
    entry: Buffer,
    place: Pick<BatchHead, 'baseOffset' | 'lastOffset' | 'maxTimestamp'>,
    read: () => Promise<{ messages: FetchedMessage[]; sizeBytes: number }>,
  ): Promise<void> {
    const { baseOffset, lastOffset, maxTimestamp } = place;
    this.nextOffset = lastOffset + 1n;
    try {
      const { messages, sizeBytes } = await read();
      for (const message of messages) this.messages.push(message);
      this.budget.sizeBytes -= sizeBytes;
      this.budget.records -= messages.length;
    } catch (error) {
      if (!(error instanceof NotDecodable)) throw error;
      this.messages.push(undecodable(entry, baseOffset, lastOffset, maxTimestamp, error.message));
    }
  }
}
