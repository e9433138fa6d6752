// Publishes dead letters: events that could not be processed, with their original bytes. The guard decides which; letter.ts makes them fit.
import { Logger } from '@nestjs/common';
import { type DeadLetter, deadLetter } from '@offline-push/contracts';
import { outgoing, type Outgoing, type Publisher } from '../bus';
import { deadLetters } from '../metrics';
import { aboutRecord } from './about';
import { type Dead, deadLetterOf, traceOf, withoutBytes } from './letter';

export type { Dead } from './letter';

export class DeadLetters {
  private readonly logger = new Logger('DeadLetters');

  constructor(
    private readonly publisher: Publisher,
    private readonly group: string,
    private readonly isBystander = false,
  ) {}

  /** Resolves when brokers have all of them. Only then may their offsets be committed. */
  async write(dead: readonly Dead[]): Promise<void> {
    if (dead.length === 0) return;
    const nowMs = Date.now();
    if (!this.isBystander) await this.publish(dead, nowMs);
    for (const { record, reason } of dead) {
      if (!this.isBystander) deadLetters.inc({ topic: record.topic, reason });
      const { topic, partition, offset } = record;
      // The detail is left out, because it may quote the event.
      const about = aboutRecord(record);
      this.logger.warn({
        event: this.isBystander ? 'not-read' : 'dead-letter',
        group: this.group,
        topic,
        partition,
        offset,
        reason,
        ...about,
      });
    }
  }

  private async publish(dead: readonly Dead[], nowMs: number): Promise<void> {
    const letters = dead.map((one) => deadLetterOf(one, this.group, nowMs));
    const outgoings = letters.map((letter, index) => addressed(letter, dead[index] as Dead));
    try {
      await this.publisher.publish(outgoings);
    } catch (error) {
      if (!isTooLarge(error)) throw error;
      for (const [index, one] of outgoings.entries())
        await this.publishAlone(one, dead[index] as Dead, nowMs);
    }
  }

  /** If the broker takes less than our limit, the letter is published without the bytes. */
  private async publishAlone(letter: Outgoing, dead: Dead, nowMs: number): Promise<void> {
    try {
      await this.publisher.publish([letter]);
    } catch (error) {
      if (!isTooLarge(error)) throw error;
      await this.publisher.publish([addressed(withoutBytes(dead, this.group, nowMs), dead)]);
    }
  }
}

const addressed = (letter: DeadLetter, { record }: Dead): Outgoing =>
  outgoing(deadLetter, letter, traceOf(record));

const isTooLarge = (error: unknown): boolean => (error as { code?: unknown }).code === 'record-too-large';
