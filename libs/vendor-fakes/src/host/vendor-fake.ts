// What every fake is: a vendor's rules behind real HTTP, without the HTTP. The host beside this file speaks HTTP, keeps the record of
// all calls and misbehaves when told to; a fake reads a request, applies the vendor's rules in the vendor's order, and rings phones.
import type { IncomingHttpHeaders } from 'node:http';
import type { CertificateForm } from './certificate-form';
import type { Phones } from './phones';
import type { ReceiptPost } from './receipt-poster';

export interface FakeRequest {
  readonly method: string;
  /** Below the vendor's prefix, without the query. */
  readonly path: string;
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly atMs: number;
  /** Over HTTP/2 only. */
  readonly connection?: FakeConnection;
}

/** What a vendor that speaks HTTP/2 sees and does beside the requests. */
export interface FakeConnection {
  /** The same for all requests of one connection. */
  readonly key: object;
  /** Of this request, as they came, repeated ones repeatedly. */
  readonly headerNames: () => readonly string[];
  /** The caller's own certificate (DER), over TLS. */
  readonly certificate?: Buffer;
  /** So many streams at a time from now on. */
  allow(streams?: number): void;
  /** GOAWAY with these words: no new streams here, those under way are answered. */
  leave(words: string): void;
}

/** A message as the vendor was asked to show it, for the record. */
export interface FakeMessage {
  readonly tokens: readonly string[];
  /** What the vendor would collapse or deduplicate by, under the vendor's own names. */
  readonly ids: Readonly<Record<string, string>>;
  readonly ttlMs: number | undefined;
  /** Over what the phone shows and what a tap does; not over ids and times. */
  readonly contentHash: string;
}

export interface FakeCall {
  /** The secret as presented. The host records its hash, never itself. */
  readonly credential: string | undefined;
  readonly messages: readonly FakeMessage[];
  /** Asks for an access token and pushes nothing: no script spoils it, and the record of pushes leaves it out. */
  readonly isLogin?: boolean;
}

export interface FakeAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /** The vendor's code in it, for the record. */
  readonly code: string;
  /** Targets that the vendor took. */
  readonly accepted: number;
}

/** A customer for demos and tests, as the fake, the certificate's settings and its credential want it. */
export interface VendorSample {
  readonly tenant: object;
  readonly settings: object;
  readonly credential: object;
  /** One that the vendor refuses. */
  readonly wrongCredential: object;
  /** What its devices run on. Absent: Android, as far as anybody cares. */
  readonly platform?: 'web';
  /** Of a device that is shown: what it runs on, if not Android. */
  readonly runsOn?: 'ios' | 'harmonyos';
  /** A device that people know: brand and model. */
  readonly phoneName?: string;
  /**
   * A valid token that carries the words that fakes know ("ok-…", "dead-…"), where a plain word is none. Absent: the word itself. It follows from
   * the word, and from `serverUrl` for a client that goes where the token says: where the fake is served, if that is known. Whoever compares what
   * a phone shows compares the whole token.
   */
  readonly tokenFor?: (word: string, serverUrl?: string) => string;
  /** The same customer with this receipt address in the vendor's console. Absent: the console knows none. */
  readonly withReceiptsAt?: (url: string) => Pick<VendorSample, 'tenant' | 'settings' | 'credential'>;
}

export interface VendorFake<Call extends FakeCall = FakeCall> {
  readonly vendor: string;
  readonly phones: Phones;
  readonly sample: VendorSample;
  /** Paths that only this vendor has: callers may leave the prefix away. */
  readonly ownPaths?: RegExp;
  /** The vendor's code for a day's quota that is used up. Absent: as too many requests. */
  readonly quotaCode?: string;
  /** It decides itself how many streams a connection gets. Absent: the usual number. */
  readonly countsStreams?: true;
  /** What a token says to fakes ("ok-…", "dead-…"), where a plain word is none. Turns `sample.tokenFor` around. */
  wordOf?(token: string): string;
  /** Makes a customer's app known. Undefined: done; else what is wrong with the description. */
  admit(tenant: unknown): string | undefined;
  /** Parses strictly and never throws: a request that cannot be read is a call with its problem noted. */
  read(request: FakeRequest): Call;
  /** Applies the rules and rings the phones. */
  answer(call: Call, nowMs: number): FakeAnswer;
  /** An error in the vendor's own form; nobody's phone rings. Without a code: "too many requests". */
  refuse(code: string | undefined, nowMs: number, call: Call): FakeAnswer;
  /** A failure under this status of 400 or more, in the vendor's own form; nobody's phone rings. */
  fault(status: number, nowMs: number, call: Call): FakeAnswer;
  /** What it has to tell a customer about pushes that it took, oldest first; undefined: nothing. */
  nextReceipt?(nowMs: number): ReceiptPost | undefined;
  /** Forgets phones, quotas and rates; knows its tenants still. */
  forget(): void;
}

/** A vendor's entry in the list of fakes. */
export interface VendorFakes {
  readonly id: string;
  /** One that knows nobody yet. */
  newFake(): VendorFake;
  /** What the vendor's console would hold of a customer who has this certificate. Throws if a key in it cannot be read. */
  tenantOf(form: CertificateForm): object;
}
