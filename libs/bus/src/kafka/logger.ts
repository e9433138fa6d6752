// What kafkajs says, as structured lines of Nest's logger. Retriable noise of a start or an election is for debug only, and so is what
// it has just said.
import { Logger } from '@nestjs/common';
import { type LogEntry, logLevel } from 'kafkajs';

/** Texts of answers that pass by themselves: coordinators load lazily, leaders are elected, groups rejoin (`protocol/error.js`). */
const PASSING = [
  'coordinator is loading',
  'coordinator is not available',
  'not the correct coordinator',
  'not the leader for that topic-partition',
  'middle of a leadership election',
  'group is rebalancing',
  'There is no leader for this topic-partition',
  'does not host this topic-partition',
  'Failed to connect to seed broker, trying another',
  'Restarting the consumer in', // the membership says what it waits for
];

/** Does this entry tell of something that a retry cures? Pure. */
export function isPassing({ log }: Pick<LogEntry, 'log'>): boolean {
  const text = `${log.message} ${typeof log['error'] === 'string' ? log['error'] : ''}`;
  return PASSING.some((passing) => text.includes(passing));
}

/** An outage makes kafkajs say the same several times a second: after the first, once in so many ms. */
const REPEAT_MS = 10_000;
const REMEMBERED = 100;

/** kafkajs' log creator. */
export function logCreator(): (entry: LogEntry) => void {
  const logger = new Logger('Kafka');
  const isRepeated = repetitions();
  return (entry) => {
    const { log } = entry;
    const line = lineOf(entry);
    if (entry.level === logLevel.DEBUG || isPassing(entry) || isRepeated(log.message, performance.now())) {
      logger.debug(line);
    } else if (entry.level === logLevel.INFO) logger.log(line);
    else if (entry.level === logLevel.WARN) logger.warn(line);
    else logger.error(line);
  };
}

/** The text is the line's message, and the line has a time already. Pure. */
export function lineOf({ log, namespace }: Pick<LogEntry, 'log' | 'namespace'>): Record<string, unknown> {
  const dropped = { message: undefined, timestamp: undefined, stack: undefined };
  return { ...log, ...dropped, event: 'kafka-client', msg: log.message, logger: namespace };
}

/** Was the same text said less than ten seconds ago? */
export function repetitions(): (text: string, nowMs: number) => boolean {
  const saidMs = new Map<string, number>();
  return (text, nowMs) => {
    if (nowMs - (saidMs.get(text) ?? -Infinity) < REPEAT_MS) return true;
    if (saidMs.size >= REMEMBERED) saidMs.clear();
    saidMs.set(text, nowMs);
    return false;
  };
}
