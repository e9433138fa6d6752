// What the HTTP API says of a lane: whether its vendor is called, why not, and what waits behind it. Pure.
import {
  AppId,
  CertificateId,
  codesOf,
  EpochMs,
  LANE_WORDS,
  type LaneAfter,
  nameOf,
  oneOf,
  titled,
  VendorId,
  VERDICT_KINDS,
} from '@offline-push/contracts';
import { BY_CALLER } from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';
import type { CertificateCopy } from '../certificates/certificate';
import type { CredentialState } from '../credentials/credential-state';
import { percentileOf } from '../figures/latency';
import { type PodLane, type Together, together } from '../figures/pod-lane';
import type { ErrorCount } from '../figures/tally';
import { type LaneFacts, reasonsOf } from '../news/lane-words';
import { Quota, quotaOf } from './quota';

/** Targets that are counted; of a longer backlog these are the first that are due. */
export const MOST_COUNTED = 10_000;

/** The words of push.attempted.v1, and those for a certificate whose lane cannot be open. */
const STATES = [
  ...LANE_WORDS,
  ...(['not-effective', 'unopened', 'disabled', 'deleted', 'not-open'] as const),
] as const;

const count = (description: string) => Type.Integer({ minimum: 0, description });

const Backlog = Type.Object(
  {
    targets: count(`Targets that have not ended, up to ${MOST_COUNTED}.`),
    isMore: Type.Boolean({ description: 'There are more than were counted.' }),
    oldestSentAtMs: Type.Optional(EpochMs('When the oldest message among them was sent.')),
    nextDueAtMs: Type.Optional(EpochMs('When the first of them is up for its attempt.')),
  },
  { description: 'Of all pods.' },
);
export type Backlog = Static<typeof Backlog>;

const LaneError = Type.Object({
  verdict: oneOf(codesOf(VERDICT_KINDS), 'What the answer means.'),
  code: Type.String({ description: "The vendor's code, or one of ours." }),
  says: Type.Optional(Type.String({ description: "The vendor's own words, of the first of them." })),
  count: count('Targets that were answered so.'),
});

export const LaneAnswer = titled(
  'Lane',
  Type.Object({
    certificateId: CertificateId,
    vendor: VendorId,
    state: oneOf(
      STATES,
      'As in push.attempted.v1. unopened: no key of ours opens the credential. not-effective: no version is in force yet. not-open: it is about to open.',
    ),
    untilMs: Type.Optional(EpochMs('No call before. closed and throttled only.')),
    code: Type.Optional(Type.String({ description: "Why: the vendor's code, or one of ours." })),
    says: Type.Optional(Type.String({ description: "The vendor's own words." })),
    paused: Type.Optional(
      Type.Object({
        sinceMs: EpochMs('Since when.'),
        by: Type.String({ description: BY_CALLER }),
        because: Type.String({ description: 'What they said.' }),
      }),
    ),
    backlog: Backlog,
    inMemory: count('Of them, those in the memory of a pod.'),
    inFlight: count('Calls under way.'),
    mostInFlight: count('The most calls under way at once, of all pods together.'),
    answersPerSecond: Type.Number({
      minimum: 0,
      description: 'Answers of the vendor about single targets, over the last minute.',
    }),
    latency: Type.Optional(
      Type.Object(
        {
          p50Ms: count('Half of the calls were as quick.'),
          p95Ms: count('Nineteen of twenty calls were as quick.'),
          calls: count('Calls that this is of.'),
        },
        { description: 'Of calls of the last minute, right to a tenth. Absent: there were none.' },
      ),
    ),
    errors: Type.Array(LaneError, {
      description:
        'Answers of the last five minutes that were neither taken nor a dead token, the most frequent first.',
    }),
    quota: Quota,
    pods: count('Pods of dispatch that have this lane. State and figures are of all of them together.'),
  }),
);
export type LaneAnswer = Static<typeof LaneAnswer>;

export const LaneList = titled(
  'LaneList',
  Type.Object({
    app: AppId,
    atMs: EpochMs('When this was so.'),
    lanes: Type.Array(LaneAnswer, { description: 'By certificate id.' }),
    next: Type.Optional(Type.String({ description: 'Path of the next page. Absent: this is the last.' })),
  }),
);
export type LaneList = Static<typeof LaneList>;

export const PauseBody = titled(
  'LanePause',
  Type.Object({ because: nameOf(200, 'Why, for whoever finds it paused.') }, { additionalProperties: false }),
);
export type PauseBody = Static<typeof PauseBody>;

/** An open lane, as it is in this process. */
export interface SeenLane {
  readonly credential: CredentialState | undefined;
  readonly lane: LaneFacts['lane'] & {
    readonly now: LaneAfter;
    readonly depth: number;
    readonly answersPerSecond: number;
    readonly inFlight: number;
    readonly mostInFlight: number;
  };
}

/** What was counted of it. */
export type Counted = Pick<PodLane, 'latency' | 'errors'>;

/** `lanes`: of every pod. What the certificate says goes before all of them. */
export function laneAnswer(
  copy: CertificateCopy,
  lanes: readonly PodLane[],
  backlog: Backlog,
  atMs: number,
): LaneAnswer {
  const { certificateId, vendor, pause } = copy;
  const all = together(lanes);
  const state = { ...pick(all), ...ofCopy(copy) };
  return {
    ...{ certificateId, vendor, ...state, backlog },
    ...(pause !== undefined && { paused: pause }),
    ...{ inMemory: all.inMemory, inFlight: all.inFlight, mostInFlight: all.mostInFlight },
    answersPerSecond: Math.round(all.answersPerSecond * 100) / 100,
    ...latencyOf(all),
    errors: all.errors.map(errorOf),
    quota: quotaOf(vendor, state, atMs),
    pods: all.pods,
  };
}

const pick = ({
  state,
  untilMs,
  code,
  says,
}: Together): Pick<LaneAnswer, 'state' | 'untilMs' | 'code' | 'says'> => ({
  state,
  ...(untilMs !== undefined && { untilMs }),
  ...(code !== undefined && { code }),
  ...(says !== undefined && { says }),
});

/** A certificate that is switched off, or a person's pause, holds for all pods from the moment it is written. */
function ofCopy({
  state,
  pause,
}: CertificateCopy): Partial<Pick<LaneAnswer, 'state' | 'untilMs' | 'code' | 'says'>> {
  if (state !== 'enabled') return { state, code: `certificate-${state}` };
  return pause === undefined ? {} : { state: 'paused', code: 'lane-paused', says: pause.because };
}

function latencyOf({ latency }: Together): Pick<LaneAnswer, 'latency'> {
  const [p50Ms, p95Ms] = [percentileOf(latency, 0.5), percentileOf(latency, 0.95)];
  if (p50Ms === undefined || p95Ms === undefined) return {};
  return { latency: { p50Ms, p95Ms, calls: [...latency.values()].reduce((sum, calls) => sum + calls, 0) } };
}

const errorOf = ({ verdict, code, says, count: answers }: ErrorCount): LaneAnswer['errors'][number] =>
  ({
    ...{ verdict, code, count: answers },
    ...(says !== undefined && { says }),
  }) as LaneAnswer['errors'][number];

/** Of this process. */
export function podLaneOf(copy: CertificateCopy, seen: SeenLane, counted: Counted): PodLane {
  const { depth, inFlight, mostInFlight, answersPerSecond } = seen.lane;
  return {
    ...stateOf(seen),
    ...whyOf({ ...copy, pause: undefined }, seen),
    ...{ inMemory: depth, inFlight, mostInFlight, answersPerSecond, ...counted },
  };
}

function stateOf({ credential, lane }: SeenLane): Pick<PodLane, 'state' | 'untilMs'> {
  if (credential === undefined) return { state: 'not-effective' };
  return credential.is === 'unopened' ? { state: 'unopened' } : lane.now;
}

function whyOf(copy: CertificateCopy, seen: SeenLane): Pick<PodLane, 'code' | 'says'> {
  const { shut, pause } = reasonsOf({ copy, ...seen });
  const why = shut ?? pause;
  return why === undefined ? {} : { code: why.code, ...(why.detail !== undefined && { says: why.detail }) };
}
