// What goes over the wire: one message, and the tokens it is for, in the two shapes of Huawei's API.
import type { Api } from './credential';

/** v1 and v2 (sheet, 3.1). */
interface AndroidMessage {
  readonly data?: string;
  readonly android: {
    readonly ttl: string;
    readonly bi_tag: string;
    readonly category?: string;
    readonly receipt_id?: string;
    readonly target_user_type?: 1;
    readonly notification: Readonly<Record<string, unknown>>;
  };
}

/** v3 (sheet, 3.3). */
interface HarmonyMessage {
  readonly payload: { readonly notification: Readonly<Record<string, unknown>> };
  readonly pushOptions: {
    readonly ttl: number;
    readonly biTag: string;
    readonly receiptId?: string;
    readonly testMessage?: true;
  };
}

export type HuaweiMessage =
  | { readonly api: 'v1' | 'v2'; readonly message: AndroidMessage }
  | { readonly api: 'v3'; readonly message: HarmonyMessage };

export type HuaweiRequest = HuaweiMessage & {
  readonly tokens: readonly string[];
  /** Huawei looks at the message and rings nobody. v1 and v2 only. */
  readonly isCheckOnly?: boolean;
};

/** JSON. The fields stay in this order, whatever they hold. */
export function bodyOf({ api, message, tokens, isCheckOnly = false }: HuaweiRequest): string {
  return api === 'v3'
    ? JSON.stringify({
        payload: message.payload,
        target: { token: tokens },
        pushOptions: message.pushOptions,
      })
    : JSON.stringify({ validate_only: isCheckOnly, message: { ...message, token: tokens } });
}

/** What Huawei counts: the body without the tokens. In bytes. */
export const bytesOf = (message: HuaweiMessage): number =>
  Buffer.byteLength(bodyOf({ ...message, tokens: [] }));

/** The same request without the id of a receipt configuration. Undefined: it names none. */
export function withoutReceipt(request: HuaweiRequest): HuaweiRequest | undefined {
  if (request.api === 'v3') {
    const { receiptId, ...pushOptions } = request.message.pushOptions;
    return receiptId === undefined ? undefined : { ...request, message: { ...request.message, pushOptions } };
  }
  const { receipt_id, ...android } = request.message.android;
  return receipt_id === undefined ? undefined : { ...request, message: { ...request.message, android } };
}

/** Notifications are push type 0 on v3; v1 and v2 have no such header. */
export const headersOf = (api: Api): Record<string, string> => ({
  'content-type': api === 'v3' ? 'application/json' : 'application/json; charset=UTF-8',
  accept: 'application/json',
  ...(api === 'v3' && { 'push-type': '0' }),
});

export const pathOf = (api: Api, id: string): string => `/${api}/${encodeURIComponent(id)}/messages:send`;

/** The same request without its picture. Undefined: it has none. */
export function withoutImage(request: HuaweiRequest): HuaweiRequest | undefined {
  if (request.api !== 'v3') return undefined;
  const { image, ...notification } = request.message.payload.notification;
  return image === undefined
    ? undefined
    : { ...request, message: { ...request.message, payload: { notification } } };
}
