// What a certificate is inside this service: one app at one vendor, under a number that edits keep.
import type { Sealed } from '@offline-push/contracts';
import type { CredentialEnd } from '@offline-push/vendors/catalog';

/** A vendor's own fields that are not secret: package name, click event, channel. */
export type Settings = Record<string, unknown>;

export interface Version {
  /** 1, 2, 3, …: counts what was saved. */
  readonly version: number;
  /** From then on this version is used. In ms since 1970. */
  readonly effectiveAtMs: number;
  readonly settings: Settings;
  /** Sealed for exactly this version: see `sealContextOf` in the contracts. */
  readonly credential: Sealed;
  /** The version in which an operator last entered the credential; later versions took it over. */
  readonly credentialVersion: number;
  /** When the credential ends, as far as it says so. Null: nobody looked yet. */
  readonly ends: CredentialEnd | null;
}

export interface Certificate {
  /** 1 to 2,147,483,647, unique across all apps, never used again. */
  readonly id: number;
  readonly app: string;
  readonly vendor: string;
  readonly name: string;
  /** As it is unless it was deleted, and again when it is restored. */
  readonly state: CertificateState;
  /** Counts every change, also those that make no new version. The ETag is made of it. */
  readonly revision: number;
  /** Grows with every change, whatever the clocks of the pods say: readers of the topic keep the newest. */
  readonly changedAtMs: number;
  /** Null: it is there. */
  readonly deletedAtMs: number | null;
  /** When somebody last asked to try its credential again. Null: never. */
  readonly resumedAtMs: number | null;
  /** One or two, oldest first: the one in force when the newest was saved, and the newest. */
  readonly versions: readonly [Version] | readonly [Version, Version];
}

export type CertificateState = 'enabled' | 'disabled';

/** The version that was saved last; it may still wait for its time. */
export const newestOf = ({ versions }: Pick<Certificate, 'versions'>): Version => versions[1] ?? versions[0];

type Changes = Partial<Pick<Certificate, 'name' | 'state' | 'versions' | 'deletedAtMs' | 'resumedAtMs'>>;

/** `steps`: 0 for what an operator who edits at the moment need not have seen. */
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
