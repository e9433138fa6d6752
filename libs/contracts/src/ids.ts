// Computes ids. An event that comes again makes the same ids, so a second delivery does no harm.
import { hash } from 'node:crypto';

/** 22 characters of base64url: 132 bits of SHA-256 over the parts, each followed by a NUL, which no id contains. */
const digest = (...parts: string[]): string =>
  hash('sha256', `${parts.join('\u0000')}\u0000`, 'base64url').slice(0, 22);

/** One message on its way to one recipient. */
export const pushIdOf = (app: string, messageId: string, user: string): string =>
  digest('push', app, messageId, user);

/** One push on its way to one device. */
export const targetIdOf = (pushId: string, device: string): string => digest('target', pushId, device);

/** The message as vendors may see it. Their collapse, notify and job ids are derived from it. */
export const messageKeyOf = (app: string, messageId: string): string => digest('message', app, messageId);

/** Hash over what a push shows. `content` must have a fixed order of fields, as `contentOf` makes it. */
export const contentHashOf = (content: unknown): string => digest('content', JSON.stringify(content));

/**
 * Identifies a phone for one vendor, under all certificates and in all spellings of its token. `canonicalToken` is the vendor's canonical
 * form of the token. Events carry this hash where they need not carry the token.
 */
export const tokenHashOf = (app: string, vendor: string, canonicalToken: string): string =>
  digest('token', app, vendor, canonicalToken);
