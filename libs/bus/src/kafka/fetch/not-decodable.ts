// Bytes that are no records, or not within our bounds. It never leaves this folder: the batch becomes one record that says so.

export class NotDecodable extends Error {
  constructor(why: string, options?: ErrorOptions) {
    super(why, options);
    this.name = 'NotDecodable';
  }
}

/** Bounds on what one record batch may become, so that a small batch cannot fill the memory. */
export const LIMITS = {
  /** Inflated size of a batch. A broker takes 1 MB compressed by default; chat events shrink to a tenth. */
  maxInflatedBytes: 32 * 1024 * 1024,
  /** A record of seven bytes costs some hundred on the heap. */
  maxRecords: 100_000,
};
export type Limits = typeof LIMITS;
