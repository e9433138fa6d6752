// The other direction of the seam: what a vendor reports by itself of a push that it took. vendor.ts has what we ask of a vendor.

export interface ReceiptForm<Credential = unknown, Settings = unknown> {
  /** What this vendor may report. */
  readonly events: readonly Receipt['event'][];
  /** The vendor may name the token that took the place of a dead one. */
  readonly namesSuccessors?: true;
  /** Checks whether a callback is genuine, as far as the vendor allows, and reads it. Pure. Nothing is trusted beyond its schema. */
  read(
    request: ReceiptRequest,
    known: { credential: Credential; settings: Settings },
    nowMs: number,
  ): ReceiptReading;
}

export interface ReceiptRequest {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly query: string;
  /** At most 64 KB. */
  readonly body: Buffer;
}

export type ReceiptReading =
  | {
      readonly ok: true;
      readonly receipts: readonly Receipt[];
      /** What the vendor wants to read; absent: an empty 200. */ readonly answer?: string;
    }
  | { readonly ok: false; readonly problem: string };

export interface Receipt {
  readonly event: 'arrived' | 'clicked' | 'removed' | 'blocked' | 'token-dead';
  readonly token?: string;
  /** The id that the vendor gave when it took the push. */
  readonly vendorMessageId?: string;
  /** The text that our call asked the vendor to return: a target id or a message key. */
  readonly correlation?: string;
  /** The token that took the place of a dead one. */
  readonly successor?: string;
  readonly code?: string;
  readonly atMs?: number;
}
