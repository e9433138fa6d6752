// The same Idempotency-Key with the same body gets the same answer, so that a caller whose connection broke may simply ask again.
import { createHash } from 'node:crypto';

/** How long an answer is remembered. */
export const REMEMBERED_MS = 24 * 3_600_000;

/** What a key stands for. Keys of other apps and other callers are other keys. */
export interface Request {
  app: string;
  caller: string;
  key: string;
  bodyHash: string;
}

/** Hash of a body. Two bodies with their fields in another order are two bodies. */
export const bodyHashOf = (body: unknown): string =>
  createHash('sha256').update(JSON.stringify(body)).digest('base64url');
