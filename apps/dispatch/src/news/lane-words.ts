// Puts a lane's state into words: for its metric, for the outcomes of its targets, for a person who looks at the probe. Pure.
import type { CredentialState } from '../credentials/credential-state';
import type { LaneState } from '../lanes/lane-state';

/** The part of an open lane that is used here. */
export interface LaneFacts {
  readonly copy: {
    readonly certificateId: number;
    readonly vendor: string;
    readonly pause?: { readonly because: string } | undefined;
  };
  readonly credential: CredentialState | undefined;
  readonly lane: { readonly pause: LaneState | undefined };
}

export const LANE_STATES = [
  'open',
  'throttled',
  'breaker',
  'refused',
  'unopened',
  'not-effective',
  'paused',
] as const;

export function wordOf({ copy, credential, lane }: LaneFacts): (typeof LANE_STATES)[number] {
  if (copy.pause !== undefined) return 'paused';
  if (credential === undefined) return 'not-effective';
  if (credential.is === 'refused' || credential.is === 'unopened') return credential.is;
  return lane.pause?.reason ?? 'open';
}

/** What a target waits for, as code and detail of its outcome. */
export interface Reason {
  readonly code: string;
  readonly detail?: string | undefined;
}

export interface Reasons {
  /** The lane is shut. This reason goes before what the vendor said of the target. */
  readonly shut?: Reason | undefined;
  /** The lane is closed for a while. */
  readonly pause?: Reason | undefined;
}

export function reasonsOf({ copy, credential, lane }: LaneFacts): Reasons {
  if (copy.pause !== undefined) return { shut: { code: 'lane-paused', detail: copy.pause.because } };
  if (credential === undefined) return { shut: { code: 'certificate-not-effective' } };
  const { is, code = 'credential-refused', says } = credential;
  if (is === 'unopened') return { shut: { code: 'unopened', detail: says } };
  if (is === 'refused') return { shut: { code, detail: says } };
  const { pause } = lane;
  return pause?.code === undefined ? {} : { pause: { code: pause.code, detail: pause.says } };
}

export interface Problem {
  readonly is: 'unopened' | 'refused';
  readonly words: string;
}

export function problemOf({ copy: { certificateId, vendor }, credential }: LaneFacts): Problem[] {
  const lane = `lane of certificate ${certificateId} (${vendor})`;
  if (credential?.is === 'unopened')
    return [{ is: 'unopened', words: `${lane}: its credential stays shut: ${credential.says ?? ''}` }];
  if (credential?.is !== 'refused') return [];
  const { sinceMs, code = '', says = '' } = credential;
  const since = new Date(sinceMs).toISOString();
  return [{ is: 'refused', words: `${lane}: credential refused since ${since}: ${code} ${says}`.trimEnd() }];
}
