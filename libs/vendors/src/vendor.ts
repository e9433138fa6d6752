// The seam between dispatch and the vendors: the only file of this library that dispatch must read.
//
// A vendor is two things. `plan` is pure: deliveries in, calls out, each call the widest request that fits. `open` gives a client
// whose `send` makes one call and answers with one verdict per delivery, as a value: it does not retry, sleep, log or count, and
// throws only if our own code is wrong. A list vendor (Xiaomi) plans one call for a thousand deliveries; a token-by-token vendor
// (APNs, FCM) plans a call per delivery and its client carries many of them on one HTTP/2 connection.
import type { PushContent } from '@offline-push/contracts';
import type { TSchema } from '@sinclair/typebox';

export interface Vendor<Credential = unknown, Settings = unknown, Request = unknown> {
  /** Stands in certificates, topics and metrics. */
  readonly id: string;
  readonly displayName: string;
  readonly limits: VendorLimits;
  /** Where the vendor's API is, unless the operator's configuration says otherwise. */
  readonly baseUrl: string;
  /** The secret part of a certificate: sealed at rest and on the topic, never readable again. */
  readonly credential: TSchema;
  /** The other part of a certificate: package name, click event, channel. */
  readonly settings: TSchema;
  /** What a message may override under `push.vendors[id]`; wins over the settings, empty keeps them. */
  readonly options: TSchema;
  readonly token: TokenForm;
  /** Deliveries → calls. Every delivery is in exactly one call or in `ended`. Pure. */
  plan(deliveries: readonly Delivery[], settings: Settings, nowMs: number): Plan<Request>;
  open(connection: Connection<Credential, Settings>): VendorClient<Request>;
}

export interface VendorLimits {
  /** How many deliveries dispatch gathers before it plans: the widest call of the vendor, or its streams. */
  readonly deliveriesPerPlan: number;
  /** Calls in flight per lane. */
  readonly concurrentCalls: number;
  /** A call without an answer after this time is given up and in doubt. In ms. */
  readonly deadlineMs: number;
}

export interface TokenForm {
  /** Undefined if the token may be sent, else the rule it breaks. Strict ASCII: a token goes into forms, lists and paths. */
  problem(token: string): string | undefined;
}

/** One target, ready to be sent. */
export interface Delivery {
  readonly targetId: string;
  /** Computed from app and message id: notify, job and collapse ids of vendors that take one per request derive from it. */
  readonly messageKey: string;
  readonly token: string;
  readonly content: PushContent;
  /** No call after this; the TTL given to the vendor is what is left of it. */
  readonly expiresAtMs: number;
  /** An earlier call was refused as a whole while it carried other messages too: this one gets a call of its own. */
  readonly alone?: boolean;
}

export interface Plan<Request = unknown> {
  readonly calls: readonly VendorCall<Request>[];
  /** Deliveries that no call can carry: refused by our own check, or too little life left for the vendor's smallest TTL. */
  readonly ended: readonly PlannedEnd[];
}

export interface PlannedEnd {
  readonly delivery: Delivery;
  readonly state: 'refused' | 'expired';
  readonly code: string;
  readonly detail: string;
}

export interface VendorCall<Request = unknown> {
  readonly deliveries: readonly Delivery[];
  readonly request: Request;
  /** What this vendor cannot do and was left out, for the outcome: a list per delivery, in their order. Absent: nothing was. */
  readonly notesByDelivery?: readonly (readonly string[])[];
}

export interface Connection<Credential = unknown, Settings = unknown> {
  readonly credential: Credential;
  readonly settings: Settings;
  readonly baseUrl: string;
}

export interface VendorClient<Request = unknown> {
  /** One verdict per delivery of the call, in its order. */
  send(call: VendorCall<Request>, deadlineMs: number): Promise<readonly Verdict[]>;
  close(): Promise<void>;
}

export type Verdict =
  | { readonly kind: 'accepted'; readonly vendorMessageId?: string }
  | {
      readonly kind: 'token-dead';
      readonly code: string;
      readonly detail?: string;
      readonly deadAtMs?: number;
    }
  | { readonly kind: 'refused'; readonly code: string; readonly detail?: string }
  | {
      readonly kind: 'throttled';
      readonly code: string;
      readonly detail?: string;
      readonly retryAfterMs?: number;
    }
  | {
      readonly kind: 'unavailable';
      readonly code: string;
      readonly detail?: string;
      readonly retryAfterMs?: number;
      /** Bytes went out and no verdict came back: the next call may be a second ring and is marked in doubt. */
      readonly mayHaveRung: boolean;
      /** The call was refused as a whole for one message in it, and nobody says which: the next attempt is `alone`. */
      readonly retryAlone?: boolean;
    }
  | { readonly kind: 'credential-broken'; readonly code: string; readonly detail?: string };

export type VerdictKind = Verdict['kind'];
