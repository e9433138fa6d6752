// A certificate: one app at one vendor, with an id that edits keep.
import type { Sealed } from '@offline-push/contracts';
import type { CredentialEnd } from '@offline-push/vendors/catalog';

/** The vendor's fields that are not secret: package name, click event, channel. */
export type Settings = Record<string, unknown>;

/** Who entered a credential, and by what people tell it from another one. */
export interface Entered {
  readonly atMs: number;
  /** Id of the caller. */
  readonly by: string;
  /** A keyed hash, eight hexadecimal digits: the same for the same credential, and of no use to anybody without the key ring. */
  readonly fingerprint: string;
}

export interface Version {
  /** 1, 2, 3, …: the number of saves. */
  readonly version: number;
  /** From this time on the version is used. In ms since 1970. */
  readonly effectiveAtMs: number;
  readonly settings: Settings;
  /** Sealed for this version only, see `sealContextOf` in the contracts. */
  readonly credential: Sealed;
  /** The version in which an operator entered this credential. Later versions took it over. */
  readonly credentialVersion: number;
  /** When the credential ends, if it says so. Null if nobody looked yet. */
  readonly ends: CredentialEnd | null;
  /** Null if it was entered before this was kept. */
  readonly entered: Entered | null;
}

export interface Certificate {
  /** 1 to 2,147,483,647, unique across all apps, never used again. */
  readonly id: number;
  readonly app: string;
  readonly vendor: string;
  readonly name: string;
  /** The state, which a deletion keeps for a later restore. */
  readonly state: CertificateState;
  /** Number of changes, also of those without a new version. The ETag is made of it. */
  readonly revision: number;
  /** Grows with every change, also if the clocks of pods differ, because readers of the topic keep the newest. */
  readonly changedAtMs: number;
  /** Null if it is not deleted. */
  readonly deletedAtMs: number | null;
  /** When somebody last asked to try the credential again. Null if never. */
  readonly resumedAtMs: number | null;
  /** The highest version that was cancelled before it was in force: its number is never used again. Null if none was. */
  readonly cancelledVersion: number | null;
  /** One or two versions, oldest first: the one in force when the newest was saved, and the newest. */
  readonly versions: readonly [Version] | readonly [Version, Version];
}

export type CertificateState = 'enabled' | 'disabled';

/** The version that was saved last. It may not be in force yet. */
export const newestOf = ({ versions }: Pick<Certificate, 'versions'>): Version => versions[1] ?? versions[0];

type Changes = Partial<
  Pick<Certificate, 'name' | 'state' | 'versions' | 'deletedAtMs' | 'resumedAtMs' | 'cancelledVersion'>
>;

/** `steps` is 0 for a change that an operator who edits at the moment need not have seen. */
export const changed = (
  found: Certificate,
  changes: Changes,
  nowMs: number,
  steps: 0 | 1 = 1,
): Certificate => ({
  ...found,
  ...changes,
  revision: found.revision + steps,
  changedAtMs: Math.max(nowMs, found.changedAtMs + 1),
});
