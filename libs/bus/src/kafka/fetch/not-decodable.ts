// The error for bytes that are no records, or are over our limits. It is caught in this folder, where the batch becomes one record.

export class NotDecodable extends Error {
  constructor(why: string, options?: ErrorOptions) {
    super(why, options);
    this.name = 'NotDecodable';
  }
}

/** Limits for one record batch, so that a small batch cannot fill the memory. */
export const LIMITS = {
  /** Inflated size of a batch. A broker takes 1 MB compressed by default; chat events shrink to a tenth. */
  maxInflatedBytes: 32 * 1024 * 1024,
  /** A record of seven bytes takes some hundred bytes on the heap. */
  maxRecords: 100_000,
};
export type Limits = typeof LIMITS;
