// What the conformance suite is told of a vendor: itself, its fake, and what it can do.
import type { Vendor } from '@offline-push/vendors/send';
import type { VendorFake } from '../host/vendor-fake';

export interface Subject {
  readonly vendor: Vendor;
  newFake(): VendorFake;
  /** Makes `credential` and `settings` known to the fake. */
  readonly tenant: unknown;
  readonly credential: unknown;
  readonly wrongCredential: unknown;
  readonly settings: unknown;
  /** Tokens that must never get into a request of this vendor, beside those that no vendor takes. */
  readonly forbiddenTokens: readonly string[];
  /** Ways in which clients write the token of one phone, beside the form of `tokenFor`. */
  readonly alsoWritten?: (token: string) => readonly string[];
  /** As in the fake's sample: a token that carries a word, where a plain word is none. */
  readonly tokenFor?: (word: string, serverUrl?: string) => string;
  readonly features: Features;
  /** Of a request as text: does it go out as what chats are at this vendor? Absent: the vendor knows no classes. */
  readonly isChat?: (wire: string) => boolean;
  /** Of a request as text: is it silent? */
  readonly isSilent: (wire: string) => boolean;
}

interface Features {
  /** Deliveries of one content that share a call; 1: token by token. */
  readonly tokensPerCall: number;
  /** A second call of the same target alerts no second time. */
  readonly showsOnce: boolean;
  /** The vendor counts a push's lifetime in steps of so many ms, and less than one is for phones online now. Absent: finely. */
  readonly lifetimeStepMs?: number;
  /** Nothing but a status says that a push was taken: an answer cannot lose its body. */
  readonly saysYesWithoutWords?: true;
}
