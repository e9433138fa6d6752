// Why a publish failed. `retriable` tells the guard whether to hold the partition and try again or to look for the event that is wrong.

/** Not acknowledged in time. Some of the records may be in the log all the same: ids are computed, so sending them again is harmless. */
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

/** Larger than the broker takes for this topic. It will never fit: retrying is useless. */
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

/** The broker refuses this very record for good: invalid, or without the key that a compacted topic needs. */
export class RecordRefused extends Error {
  readonly code = 'record-refused';
  readonly retriable = false;

  constructor(topic: string, cause: Error) {
    super(`${topic} refuses a record: ${cause.message}`, { cause });
    this.name = 'RecordRefused';
  }
}
