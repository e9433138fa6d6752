// Makes the JSON that is sent: one message to one phone, or a saved message to a list of phones.
import { createHash } from 'node:crypto';
import type { VivoSettings } from './credential';
import type { VivoMessage } from './payload';

export type VivoRequest = SingleRequest | ListRequest;

interface Sending {
  readonly message: VivoMessage;
  /** Asks for receipts; empty where the certificate wants none. */
  readonly extra: Readonly<Record<string, string>>;
  /** Names the request, at most 64 characters; the same in every attempt. */
  readonly requestId: string;
  /** False if the message's class is not that of the certificate's usual messages. */
  readonly isUsualClass: boolean;
}

export interface SingleRequest extends Sending {
  readonly kind: 'single';
  readonly regId: string;
}

export interface ListRequest extends Sending {
  readonly kind: 'list';
  readonly regIds: readonly string[];
  /** The request id of the list, beside that of the saved message. */
  readonly listId: string;
}

/** The name of a list comes from its content, so another list of the same message is another request. */
export const listIdOf = (messageKey: string, regIds: readonly string[]): string =>
  createHash('sha256')
    .update(JSON.stringify([messageKey, ...regIds]))
    .digest('base64url');

export function sendBody({ message, extra, requestId, regId }: SingleRequest): string {
  return JSON.stringify({ regId, ...message, ...extraField(extra), requestId });
}

export function saveBody({ message, extra, requestId }: ListRequest): string {
  return JSON.stringify({ ...message, ...extraField(extra), requestId });
}

export function listBody({ message, regIds, listId }: ListRequest, taskId: string): string {
  const { appId, pushMode } = message;
  // Test lists repeat the mode of what was saved (sheet 3.2).
  return JSON.stringify({ appId, regIds, taskId, requestId: listId, ...(pushMode === 1 && { pushMode }) });
}

const extraField = (extra: Sending['extra']) => (Object.keys(extra).length > 0 ? { extra } : {});

/** "A new message" in Chinese. vivo takes a text of Latin letters alone, as our defaults are, for a test (sheet 5). */
const NEUTRAL_TITLE = '新消息';
const NEUTRAL_TEXT = '您收到一条新消息';

/** The same request with a text that vivo does not take for a test, for messages like "123" (sheet 4, 10104). */
export const inNeutralWords = <T extends Sending>(request: T): T => ({
  ...request,
  message: { ...request.message, title: NEUTRAL_TITLE, content: NEUTRAL_TEXT },
});

/**
 * A receipt ID covers all sends, a URL single formal ones only (sheet 6). `param` comes back: at most 64 characters, because older
 * documents allow no more.
 */
export function receiptExtra(
  { receiptId, testMode }: VivoSettings,
  kind: VivoRequest['kind'],
  param: string,
  callback?: string,
): Record<string, string> {
  if (receiptId !== undefined) return { 'callback.id': receiptId, 'callback.param': param };
  const isCovered = callback !== undefined && kind === 'single' && testMode !== true;
  return isCovered ? { callback, 'callback.param': param } : {};
}
