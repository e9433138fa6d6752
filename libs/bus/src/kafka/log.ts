// What kafkajs says, as structured lines of Nest's logger. Retriable noise of a start or an election is for debug only.
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
];

/** Does this entry tell of something that a retry cures? Pure. */
export function isPassing({ log }: Pick<LogEntry, 'log'>): boolean {
  const text = `${log.message} ${typeof log['error'] === 'string' ? log['error'] : ''}`;
  return PASSING.some((passing) => text.includes(passing));
}

/** kafkajs' log creator. */
export function kafkaLog(): (entry: LogEntry) => void {
  const logger = new Logger('Kafka');
  return (entry) => {
    const line = { ...entry.log, event: 'kafka-client', logger: entry.namespace };
    if (entry.level === logLevel.DEBUG || isPassing(entry)) logger.debug(line);
    else if (entry.level === logLevel.INFO) logger.log(line);
    else if (entry.level === logLevel.WARN) logger.warn(line);
    else logger.error(line);
  };
}
