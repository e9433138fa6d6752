// The seam between dispatch and the vendors: the only file of this library that dispatch must read.
//
// A vendor is two things. `plan` is pure: deliveries in, calls out, each call the widest request that fits. `open` gives a client
// whose `send` carries one planned call and answers with one verdict per delivery, as a value. A send is one request to most vendors. Some
// need more for one push: a message is saved before its list, a refused access token is replaced, a picture is left out. They are made one
// after the other within the deadline of the send, each only if the one before took no push; the vendor says how many there may be
// (`limits.callsPerSend`) and the client how many there were (`Sent.furtherCalls`), and dispatch counts them. Beyond that a client does not
// retry, sleep, log or count, and throws only if our own code is wrong. A list vendor (Xiaomi) plans one call for a thousand deliveries; a
// token-by-token vendor (APNs, FCM) plans a call per delivery and its client carries many of them on one HTTP/2 connection.
import type { PushContent } from '@offline-push/contracts';
import type { TSchema } from '@sinclair/typebox';
import type { ReceiptForm } from './receipt';
import type { FormWords } from './shared/form/form-words';
import type { Icon } from './shared/form/icon';

export type { Receipt, ReceiptForm, ReceiptReading, ReceiptRequest } from './receipt';

/** The knowledge about a vendor without its client. Loading it does no I/O. */
export interface CatalogEntry<Credential = unknown, Settings = unknown> {
  /** The id in certificates, topics and metrics. */
  readonly id: string;
  readonly displayName: string;
  readonly limits: VendorLimits;
  /**
   * The vendor's hosts by what they are for ("api", "auth"), unless the operator's configuration says otherwise. ANY_HOST: the one that the
   * token names; if the configuration names one instead, all go there.
   */
  readonly endpoints: Endpoints;
  /** The secret part of a certificate: sealed at rest and on the topic, never readable again. */
  readonly credential: TSchema;
  /** The other part of a certificate: package name, click event, channel. */
  readonly settings: TSchema;
  /** What a message may override under `push.vendors[id]`; wins over the settings, empty keeps them. */
  readonly options: TSchema;
  readonly token: TokenForm;
  /** Which phones and browsers its service reaches. Absent: those with Android. */
  readonly reaches?: 'apple' | 'all';
  /**
   * Codes of refusals that say one of two things, and the vendor does not say which: the token is dead, or the certificate is of another
   * environment, app or project. Absent: this vendor has none.
   */
  readonly doubtfulCodes?: readonly string[];
  /** The codes of its answers. */
  readonly codes: readonly KnownCode[];
  /** False: it counts no pushes of a day. Absent: it does, or nobody knows. No vendor tells with its answers how many are left. */
  readonly dailyQuota?: false;
  /** Why a push that it took may not have shown. Absent: as with most phone vendors, by settings of the phone and a daily quota. */
  readonly ifSilent?: string;
  /** How the vendor calls back about what it took, where it does. */
  readonly receipts?: ReceiptForm<Credential, Settings>;
  /**
   * Settings that tokens are got with or for (a public key, an app): with another value all tokens of the certificate are useless, and whoever
   * changes one is told so. Absent: none.
   */
  readonly bindsTokens?: readonly string[];
  /** Labels and hints of credential and settings for people. */
  readonly words: FormWords;
  /** A drawing for lists. Absent: the first letter of its name. */
  readonly icon?: Icon;
}

/** A code of the vendor's, and what it means in our words. */
interface KnownCode {
  readonly code: string | number;
  readonly means: string;
  /** `advice` stands in the detail of an outcome already. */
  readonly ruling: { readonly kind: string; readonly advice?: string };
}

export interface Vendor<Credential = unknown, Settings = unknown, Request = unknown>
  extends CatalogEntry<Credential, Settings> {
  /**
   * Plans calls for deliveries. Every delivery is in exactly one call or in `ended`. Pure. `receiptUrl`: where the vendor is to call
   * back, for those who take an address with each push. A secret. Absent: receipts are not asked for.
   */
  plan(
    deliveries: readonly Delivery[],
    settings: Settings,
    nowMs: number,
    receiptUrl?: string,
  ): Plan<Request>;
  open(connection: Connection<Credential, Settings>): VendorClient<Request>;
  /** Asks by the cheapest harmless call whether the credential is good, or which field is wrong. Ends within the deadline, in ms. */
  probe(connection: Connection<Credential, Settings>, deadlineMs: number): Promise<Probe>;
  /**
   * What keeps a credential from being taken that its schema cannot see, because looking takes work or could take for ever. Asked once,
   * before it is saved. `field` is a JSON pointer into the credential, `rule` is for people.
   */
  hurdle?(credential: Credential): Promise<{ readonly field: string; readonly rule: string } | undefined>;
  /** When the credential ends. Absent: it is a secret that is good until it is replaced at the vendor; see `endOf`. */
  endOf?(credential: Credential): CredentialEnd;
}

/** When a credential ends, if it says so itself. */
export interface CredentialEnd {
  /** What ends: "p12", "p8", "service-account", "secret". */
  readonly what: string;
  /** In ms since 1970. Absent: no end is known. */
  readonly expiresAtMs?: number;
  /** Why no end is known, for people. */
  readonly says?: string;
}

/** Used in place of a URL: clients name the host in their tokens. */
export const ANY_HOST = '*';

/** URLs by name, without a slash at the end. */
export type Endpoints = Readonly<Record<string, string>>;

export type Probe =
  | {
      readonly result: 'good';
      /** Set if the vendor cannot be asked without a phone, so that only the form was checked; says why. */
      readonly checkedHereOnly?: string;
    }
  /** `field` is a JSON pointer into the form, "" if the vendor does not say. */
  | { readonly result: 'wrong'; readonly field: string; readonly says: string }
  /** The vendor could not be asked. */
  | { readonly result: 'unknown'; readonly says: string };

export interface VendorLimits {
  /** How many deliveries dispatch gathers for a plan: the vendor's widest call, or a number that is planned fast where each is a call. */
  readonly deliveriesPerPlan: number;
  /** Calls in flight per lane. Those of one send follow each other, so that they share a place. */
  readonly concurrentCalls: number;
  /** Calls that one `send` may make. Logins are none of them. Absent: one. */
  readonly callsPerSend?: number;
  /** A call without an answer after this time ends, in doubt. In ms. */
  readonly deadlineMs: number;
}

export interface TokenForm {
  /**
   * Undefined if the token may be sent, else the rule it breaks. Strict ASCII: a token goes into forms, lists and paths. `settings`: of the
   * certificate, where they narrow what is taken and are at hand.
   */
  problem(token: string, settings?: unknown): string | undefined;
  /** The same text for all spellings of a token. Two tokens are of the same phone if and only if this is equal. It is never sent. */
  canonical(token: string): string;
}

/** One target, ready to be sent. */
export interface Delivery {
  readonly targetId: string;
  /** Computed from app and message id: notify, job and collapse ids of vendors that take one per request derive from it. */
  readonly messageKey: string;
  readonly token: string;
  readonly content: PushContent;
  /** No call is made after this. The vendor gets the time until then as TTL. */
  readonly expiresAtMs: number;
  /** An earlier call with other messages was refused as a whole, so this delivery gets its own call. */
  readonly alone?: boolean;
}

export interface Plan<Request = unknown> {
  readonly calls: readonly VendorCall<Request>[];
  /** Deliveries that no call can carry: refused by our own check, or too little life left for the vendor's smallest TTL. */
  readonly ended: readonly PlannedEnd[];
}

export interface PlannedEnd {
  readonly delivery: Delivery;
  /** `token-dead` if the token itself says that it has expired. */
  readonly state: 'refused' | 'expired' | 'token-dead';
  readonly code: string;
  readonly detail: string;
}

export interface VendorCall<Request = unknown> {
  readonly deliveries: readonly Delivery[];
  readonly request: Request;
  /**
   * Which of many services the call goes to, where the vendor is not one: a host that the token names. What goes wrong there (throttled,
   * unavailable, a refused credential) is kept for this place and concerns no other of the certificate. Absent: the vendor is one place.
   */
  readonly place?: string;
  /** What this vendor cannot do and was left out, for the outcome: a list per delivery, in their order. Absent: nothing was. */
  readonly notesByDelivery?: readonly (readonly string[])[];
}

export interface Connection<Credential = unknown, Settings = unknown> {
  readonly credential: Credential;
  readonly settings: Settings;
  readonly endpoints: Endpoints;
  /** Where access tokens of this credential are kept, for vendors that give some. */
  readonly accessTokens: AccessTokenShelf;
  /** What time it is, in ms since 1970: the caller's clock is better than the one of this machine. Absent: that one. */
  readonly nowMs?: (() => number) | undefined;
}

/** A token that a vendor gives for a credential, for a while. A secret. */
export interface AccessToken {
  readonly token: string;
  /** In ms since 1970. */
  readonly expiresAtMs: number;
}

/** Keeps the access token of one certificate version for all pods, so that a vendor's limit of token calls is met once. */
export interface AccessTokenShelf {
  find(): Promise<AccessToken | undefined>;
  /**
   * One renewal at a time over all pods. If the shelf holds another token than `stale` by the time it is this caller's turn, that one is
   * given and `fetch` is not called. What `fetch` throws is passed on and nothing is kept.
   */
  renew(stale: AccessToken | undefined, fetch: () => Promise<AccessToken>): Promise<AccessToken>;
}

/** A call must begin soon after somebody looked whether it may still be made. In ms from the call of `send`. */
export interface Begin {
  /** The first byte of the push. */
  readonly withinMs: number;
  /** The first byte of a later step of the same send. */
  readonly lastMs: number;
}

/** The code of an `unavailable` verdict: nothing was sent, since it could not begin in time. By now it may. */
export const NOT_BEGUN = 'not-begun-in-time';

/** A push of several steps that is too slow for its last one goes alone the next time, which takes one step. */
export const TOO_SLOW_FOR_A_LIST: Verdict = {
  ...{ kind: 'unavailable', code: NOT_BEGUN, mayHaveRung: false, retryAlone: true },
};

export interface Sent {
  /** One per delivery of the call, in its order. */
  readonly verdicts: readonly Verdict[];
  /** Calls that the vendor answered before the one that the verdicts are of. Absent: none. */
  readonly furtherCalls?: number;
}

export interface VendorClient<Request = unknown> {
  /**
   * Gets an access token ready, so that the last look at the targets comes after the login and right before the bytes. Undefined at once:
   * all is at hand, as nearly always. Else it resolves within the deadline: undefined, or the verdict of whatever would have been sent.
   */
  prepare?(deadlineMs: number, call: VendorCall<Request>): Promise<Verdict | undefined> | undefined;
  /**
   * What cannot begin in time (its access token or its connection is not there, or a step takes too long) is not sent: NOT_BEGUN. Without
   * `begin` it may begin within the whole deadline.
   */
  send(call: VendorCall<Request>, deadlineMs: number, begin?: Begin): Promise<Sent>;
  close(): Promise<void>;
}

export type Verdict =
  | {
      readonly kind: 'accepted';
      readonly vendorMessageId?: string;
      /** What the vendor refused at first and the client left out or said otherwise, beside the notes of the call. */
      readonly notes?: readonly string[];
    }
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
      /** It is about this phone, or messages of this class. The vendor is there, and others of the lane need not wait. */
      readonly isLocal?: boolean;
    }
  | { readonly kind: 'credential-broken'; readonly code: string; readonly detail?: string }
  /** The vendor does not take the address that it was to call back, and did nothing. The push goes again without one. */
  | { readonly kind: 'callback-refused'; readonly code: string; readonly detail?: string };
