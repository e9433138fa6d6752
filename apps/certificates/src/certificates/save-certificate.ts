// Decides what a save, a disable or an enable changes in a certificate. life/life.ts decides about deleting, restoring and resuming.
import { isDeepStrictEqual } from 'node:util';
import type { Sealed } from '@offline-push/contracts';
import type { CredentialEnd } from '@offline-push/vendors/catalog';
import {
  type Certificate,
  type CertificateState,
  changed,
  type Entered,
  newestOf,
  type Settings,
  type Version,
} from './certificate';
import { versionsAt } from './effective';

/** The time of a change, and its delay. */
export interface When {
  nowMs: number;
  /** Delay until a saved version is used. In ms; 0: at once. */
  effectiveAfterMs: number;
}

/** The credential of a version. */
export interface Kept {
  /** Sealed for the version that is made. */
  credential: Sealed;
  ends: CredentialEnd | null;
  /** Absent: nobody knows any more. */
  entered?: Entered | null;
}

export interface Draft extends Kept {
  id: number;
  app: string;
  vendor: string;
  name: string;
  settings: Settings;
}

export function createCertificate(draft: Draft, when: When): Certificate {
  const { settings, credential, ends, entered = null, ...rest } = draft;
  const first = {
    version: 1,
    effectiveAtMs: when.nowMs + when.effectiveAfterMs,
    settings,
    credential,
    credentialVersion: 1,
    ends,
    entered,
  };
  return {
    ...rest,
    state: 'enabled',
    revision: 1,
    changedAtMs: when.nowMs,
    deletedAtMs: null,
    resumedAtMs: null,
    cancelledVersion: null,
    versions: [first],
  };
}

export interface Edit {
  name: string;
  settings: Settings;
  /** A new credential. If absent, the last one stays. */
  hasCredential: boolean;
}

/** True if the edit makes a new version. A new name alone does not. */
export const makesVersion = (found: Certificate, edit: Edit): boolean =>
  edit.hasCredential || !isDeepStrictEqual(edit.settings, newestOf(found).settings);

export const nextVersionOf = (found: Certificate): number =>
  Math.max(newestOf(found).version, found.cancelledVersion ?? 0) + 1;

/**
 * A save without a new version: a new name, no change, or a waiting version that is used at once. The operator expects it to work, so the
 * credential is tried again.
 */
export function saveAsItIs(found: Certificate, name: string, when: When): Certificate {
  const versions = hastened(found, when);
  const isSeen = name !== found.name || versions !== found.versions;
  return changed(found, { name, versions, resumedAtMs: when.nowMs }, when.nowMs, isSeen ? 1 : 0);
}

/** `kept.credential` is sealed for `nextVersionOf(found)`. A waiting version is replaced by the new one, which takes over its time. */
export function editCertificate(found: Certificate, edit: Edit, kept: Kept, when: When): Certificate {
  const { current } = versionsAt(found, when.nowMs);
  const version = nextVersionOf(found);
  const next: Version = {
    version,
    effectiveAtMs: dueAtMs(found, when),
    settings: edit.settings,
    credential: kept.credential,
    credentialVersion: edit.hasCredential ? version : newestOf(found).credentialVersion,
    ends: kept.ends,
    entered: kept.entered ?? null,
  };
  const versions = current === undefined ? ([next] as const) : ([current, next] as const);
  return changed(found, { name: edit.name, versions, resumedAtMs: when.nowMs }, when.nowMs);
}

/** Disabling and enabling have no delay, because an operator stops a broken certificate with them. */
export function switchCertificate(found: Certificate, state: CertificateState, nowMs: number): Certificate {
  const steps = state === found.state ? 0 : 1;
  if (state === 'enabled') return changed(found, { state, resumedAtMs: nowMs }, nowMs, steps);
  return steps === 0 ? found : changed(found, { state }, nowMs);
}

/** A version that replaces a waiting one takes over its time, so that mending a typo causes no new wait. */
function dueAtMs(found: Certificate, { nowMs, effectiveAfterMs }: When): number {
  const { next } = versionsAt(found, nowMs);
  return Math.min(nowMs + effectiveAfterMs, next?.effectiveAtMs ?? Infinity);
}

/** The same versions, unless the waiting one comes earlier now. */
function hastened(found: Certificate, when: When): Certificate['versions'] {
  const { current, next } = versionsAt(found, when.nowMs);
  const effectiveAtMs = dueAtMs(found, when);
  if (next === undefined || next.effectiveAtMs === effectiveAtMs) return found.versions;
  return current === undefined ? [{ ...next, effectiveAtMs }] : [current, { ...next, effectiveAtMs }];
}
