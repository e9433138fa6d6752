// Phones replace a notification by another one of the same number: each message needs its own, the same at every attempt.
import { hash } from 'node:crypto';

/** 31 bits of the message's key, 1 to 2147483647: never 0, which some clients take for "none" or "choose one". */
export const notifyIdOf = (messageKey: string): number =>
  hash('sha256', messageKey, 'buffer').readUInt32BE(0) >>> 1 || 1;
