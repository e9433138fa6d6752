// The decisions about a certificate: what is true after it was created, edited, disabled or enabled. A decision that changes
// nothing returns the very certificate it got, so that nothing is saved, announced or noted down.
import { isDeepStrictEqual } from 'node:util';
import type { Sealed } from '@offline-push/contracts';
import {
  type Certificate,
  type CertificateState,
  newestOf,
  type Settings,
  type Version,
} from './certificate';
import { versionsAt } from './effective';

/** When a change happens and how long it waits. */
export interface When {
  nowMs: number;
  /** Delay until a saved version is used. In ms, 0 = at once. */
  effectiveAfterMs: number;
}

export interface Draft {
  id: number;
  app: string;
  vendor: string;
  name: string;
  settings: Settings;
  /** Sealed for version 1. */
  credential: Sealed;
}

export function createCertificate(draft: Draft, when: When): Certificate {
  const { settings, credential, ...rest } = draft;
  const first = {
    version: 1,
    effectiveAtMs: when.nowMs + when.effectiveAfterMs,
    settings,
    credential,
    credentialVersion: 1,
  };
  return { ...rest, state: 'enabled', revision: 1, changedAtMs: when.nowMs, versions: [first] };
}

export interface Edit {
  name: string;
  settings: Settings;
  /** A new credential was entered; absent keeps the one that was saved last. */
  hasCredential: boolean;
}

/** The edit asks for a new version: a new name alone does not, names are for people. */
export const makesVersion = (found: Certificate, edit: Edit): boolean =>
  edit.hasCredential || !isDeepStrictEqual(edit.settings, newestOf(found).settings);

export const nextVersionOf = (found: Certificate): number => newestOf(found).version + 1;

export function renameCertificate(found: Certificate, name: string, nowMs: number): Certificate {
  return name === found.name ? found : changed(found, { name }, nowMs);
}

/** `credential` is sealed for `nextVersionOf(found)`. A version that still waits gives way to the new one. */
export function editCertificate(found: Certificate, edit: Edit, credential: Sealed, when: When): Certificate {
  const { current } = versionsAt(found, when.nowMs);
  const version = nextVersionOf(found);
  const next: Version = {
    version,
    effectiveAtMs: when.nowMs + when.effectiveAfterMs,
    settings: edit.settings,
    credential,
    credentialVersion: edit.hasCredential ? version : newestOf(found).credentialVersion,
  };
  const versions = current === undefined ? ([next] as const) : ([current, next] as const);
  return changed(found, { name: edit.name, versions }, when.nowMs);
}

/** Disabling and enabling take effect at once: they are how an operator stops a certificate in trouble. */
export function switchCertificate(found: Certificate, state: CertificateState, nowMs: number): Certificate {
  return state === found.state ? found : changed(found, { state }, nowMs);
}

type Changes = Partial<Pick<Certificate, 'name' | 'state' | 'versions'>>;

const changed = (found: Certificate, changes: Changes, nowMs: number): Certificate => ({
  ...found,
  ...changes,
  revision: found.revision + 1,
  changedAtMs: Math.max(nowMs, found.changedAtMs + 1),
});
