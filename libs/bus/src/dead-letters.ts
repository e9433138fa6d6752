// Dead letters: an event nobody could process, kept with its original bytes. When to bury one is the guard's decision.
import { createHash } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { type DeadLetter, deadLetter, type DeadLetterReason } from '@offline-push/contracts';
import { type BusRecord, outgoing, type Publisher } from './bus';
import { deadLetters } from './metrics';

export interface Dead {
  record: BusRecord;
  reason: DeadLetterReason;
  detail: string;
}

const MAX_DETAIL = 1000;
/** The topic takes records of 2 MiB, and base64 makes 4 bytes of 3: a longer original cannot travel in a dead letter. */
export const MAX_BURIED_BYTES = 1_500_000;
/** 9999-12-31: what the contract allows. */
const MAX_EPOCH_MS = 253_402_300_799_999;

/** Text that the contract takes: short, without NUL and lone surrogates. */
export const sanitised = (detail: string): string =>
  detail.replaceAll('\u0000', '\ufffd').slice(0, MAX_DETAIL).toWellFormed();

export function deadLetterOf({ record, reason, detail }: Dead, group: string, nowMs: number): DeadLetter {
  const isTooLong = sizeOf(record) > MAX_BURIED_BYTES;
  return {
    topic: record.topic,
    partition: record.partition,
    offset: record.offset,
    timestampMs: Math.min(Math.max(0, Math.trunc(record.timestampMs)), MAX_EPOCH_MS),
    key: record.key?.toString('base64') ?? null,
    value: isTooLong ? null : (record.value?.toString('base64') ?? null),
    headers: Object.fromEntries(
      Object.entries(record.headers).map(([name, value]) => [name, value.toString('base64')]),
    ),
    reason,
    detail: sanitised(isTooLong ? `${leftOut(record.value)} ${detail}` : detail),
    group,
    failedAtMs: nowMs,
  };
}

const sizeOf = ({ key, value, headers }: BusRecord): number =>
  Object.entries(headers).reduce(
    (sum, [name, text]) => sum + name.length + text.length,
    (key?.length ?? 0) + (value?.length ?? 0),
  );

/** The record stays readable at its offset until its topic's retention ends. */
const leftOut = (value: Buffer | null): string =>
  `(value of ${value?.length} bytes left out, SHA-256 ${createHash('sha256')
    .update(value ?? '')
    .digest('hex')})`;

export class DeadLetters {
  private readonly logger = new Logger('DeadLetters');

  constructor(
    private readonly publisher: Publisher,
    private readonly group: string,
  ) {}

  /** Resolves when all of them are safe; only then may their offsets move. */
  async bury(dead: readonly Dead[]): Promise<void> {
    if (dead.length === 0) return;
    const nowMs = Date.now();
    await this.publisher.publish(
      dead.map((one) => outgoing(deadLetter, deadLetterOf(one, this.group, nowMs), traceOf(one.record))),
    );
    for (const { record, reason } of dead) {
      deadLetters.inc({ topic: record.topic, reason });
      const { topic, partition, offset } = record;
      // Not the detail: it may quote the event.
      this.logger.warn({ event: 'dead-letter', group: this.group, topic, partition, offset, reason });
    }
  }
}

const traceOf = (record: BusRecord): string | undefined => record.headers['traceparent']?.toString('latin1');
