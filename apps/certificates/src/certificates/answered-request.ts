// The same Idempotency-Key with the same body gets the same answer, so that a caller whose connection broke can ask again.
import { createHash } from 'node:crypto';

/** How long an answer is remembered. */
export const REMEMBERED_MS = 24 * 3_600_000;

/** A key belongs to one app and one caller. */
export interface Request {
  app: string;
  caller: string;
  key: string;
  bodyHash: string;
}

/** Hash of a body. Another order of its fields gives another hash. */
export const bodyHashOf = (body: unknown): string =>
  createHash('sha256').update(JSON.stringify(body)).digest('base64url');
