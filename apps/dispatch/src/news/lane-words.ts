// What a lane says of itself: the word for its metric, what keeps its targets waiting, what a person should look at. Pure.
import type { CredentialState } from '../credentials/credential-state';
import type { LaneState } from '../lanes/lane-state';

/** What is asked of a lane here. */
export interface Told {
  readonly copy: { readonly certificateId: number; readonly vendor: string };
  readonly credential: CredentialState | undefined;
  readonly lane: { readonly pause: LaneState | undefined };
}

export const LANE_STATES = ['open', 'throttled', 'breaker', 'refused', 'unopened', 'not-effective'] as const;

export function wordOf({ credential, lane }: Told): (typeof LANE_STATES)[number] {
  if (credential === undefined) return 'not-effective';
  if (credential.is === 'refused' || credential.is === 'unopened') return credential.is;
  return lane.pause?.why ?? 'open';
}

/** What a target that waits waits for, as its outcome says it. */
export interface Reason {
  readonly code: string;
  readonly detail?: string | undefined;
}

export interface Reasons {
  /** Nothing leaves for this reason, whatever the vendor said of the target before. */
  readonly shut?: Reason | undefined;
  /** Nothing leaves for a while. */
  readonly pause?: Reason | undefined;
}

export function reasonsOf({ credential, lane }: Told): Reasons {
  if (credential === undefined) return { shut: { code: 'certificate-not-effective' } };
  const { is, code = 'credential-refused', says } = credential;
  if (is === 'unopened') return { shut: { code: 'unopened', detail: says } };
  if (is === 'refused') return { shut: { code, detail: says } };
  const { pause } = lane;
  return pause?.code === undefined ? {} : { pause: { code: pause.code, detail: pause.says } };
}

export interface Ill {
  readonly is: 'unopened' | 'refused';
  readonly words: string;
}

export function illOf({ copy: { certificateId, vendor }, credential }: Told): Ill[] {
  const lane = `lane of certificate ${certificateId} (${vendor})`;
  if (credential?.is === 'unopened')
    return [{ is: 'unopened', words: `${lane}: its credential stays shut: ${credential.says ?? ''}` }];
  if (credential?.is !== 'refused') return [];
  const { sinceMs, code = '', says = '' } = credential;
  const since = new Date(sinceMs).toISOString();
  return [{ is: 'refused', words: `${lane}: credential refused since ${since}: ${code} ${says}`.trimEnd() }];
}
