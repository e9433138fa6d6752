// The errors of a publish. `retriable` tells the guard whether to hold the topic and try again, or to look for the event that is wrong.

/** Not acknowledged in time. Some records may be in the log all the same. Their ids are computed, so sending them again does no harm. */
export class PublishTimeout extends Error {
  readonly code = 'publish-timeout';
  readonly retriable = true;

  constructor(topics: readonly string[], open: number, deadlineMs: number, cause: unknown) {
    const why = cause instanceof Error ? `: ${cause.message}` : '';
    super(`${open} records for ${topics.join(', ')} were not acknowledged within ${deadlineMs} ms${why}`, {
      cause,
    });
    this.name = 'PublishTimeout';
  }
}

/** Too many records wait already, and too many callers wait for room. */
export class PublishQueueFull extends Error {
  readonly code = 'publish-queue-full';
  readonly retriable = true;

  constructor(records: number, callers: number) {
    super(`${records} records are waiting to be sent and ${callers} callers for room`);
    this.name = 'PublishQueueFull';
  }
}

/** The publisher was closed before the records were acknowledged. */
export class PublisherClosed extends Error {
  readonly code = 'publisher-closed';
  readonly retriable = true;

  constructor() {
    super('the publisher is closed');
    this.name = 'PublisherClosed';
  }
}

/** The record is larger than the broker takes for this topic, so a retry is of no use. */
export class RecordTooLarge extends Error {
  readonly code = 'record-too-large';
  readonly retriable = false;

  constructor(
    readonly topic: string,
    readonly sizeBytes: number,
  ) {
    super(`a record of ${sizeBytes} bytes is too large for ${topic}`);
    this.name = 'RecordTooLarge';
  }
}

/** The broker refuses this record for good: it is invalid, or lacks the key that a compacted topic needs. */
export class RecordRefused extends Error {
  readonly code = 'record-refused';
  readonly retriable = false;

  constructor(topic: string, cause: Error) {
    super(`${topic} refuses a record: ${cause.message}`, { cause });
    this.name = 'RecordRefused';
  }
}
