// Ids are computed, not drawn: a redelivered event makes the same ids, so a second delivery is harmless.
import { hash } from 'node:crypto';

/** 22 characters of base64url: 132 bits of SHA-256 over the parts, each closed by a NUL (no id may contain one). */
const digest = (...parts: string[]): string =>
  hash('sha256', `${parts.join('\u0000')}\u0000`, 'base64url').slice(0, 22);

/** One message on its way to one recipient. */
export const pushIdOf = (app: string, messageId: string, user: string): string =>
  digest('push', app, messageId, user);

/** One push on its way to one device. */
export const targetIdOf = (pushId: string, device: string): string => digest('target', pushId, device);

/** The message as vendors may see it: what their collapse, notify and job ids are derived from. */
export const messageKeyOf = (app: string, messageId: string): string => digest('message', app, messageId);

/** Hash over what a push shows. JSON of an object with a fixed field order is stable. */
export const contentHashOf = (content: unknown): string => digest('content', JSON.stringify(content));

/**
 * A phone, as far as a vendor tells one from another: whichever certificate reported the token, and however it was written. `canonicalToken`
 * is the vendor's canonical form of it. In events that need not carry the token, too.
 */
export const tokenHashOf = (app: string, vendor: string, canonicalToken: string): string =>
  digest('token', app, vendor, canonicalToken);
