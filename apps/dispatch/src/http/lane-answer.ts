// What the HTTP API says of a lane: whether its vendor is called, why not, and what waits behind it. Pure.
import {
  AppId,
  CertificateId,
  EpochMs,
  LANE_WORDS,
  type LaneAfter,
  nameOf,
  oneOf,
  titled,
  VendorId,
} from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';
import type { CertificateCopy } from '../certificates/certificate';
import type { CredentialState } from '../credentials/credential-state';
import { type LaneFacts, reasonsOf } from '../news/lane-words';

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
        by: Type.String({ description: "Id of the caller's API key." }),
        because: Type.String({ description: 'What they said.' }),
      }),
    ),
    backlog: Backlog,
    inMemory: count('Of them, those that this pod holds.'),
    answersPerSecond: Type.Number({
      minimum: 0,
      description: 'Answers of the vendor about single targets, to this pod, over the last minute.',
    }),
  }),
);
export type LaneAnswer = Static<typeof LaneAnswer>;

export const LaneList = titled('LaneList', Type.Object({ app: AppId, lanes: Type.Array(LaneAnswer) }));
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
  };
}

export function laneAnswer(copy: CertificateCopy, seen: SeenLane | undefined, backlog: Backlog): LaneAnswer {
  const { certificateId, vendor, pause } = copy;
  return {
    ...{ certificateId, vendor, ...stateOf(copy, seen), ...whyOf(copy, seen) },
    ...(pause !== undefined && { paused: pause }),
    ...{ backlog, inMemory: seen?.lane.depth ?? 0 },
    answersPerSecond: Math.round((seen?.lane.answersPerSecond ?? 0) * 100) / 100,
  };
}

function stateOf(copy: CertificateCopy, seen: SeenLane | undefined): Pick<LaneAnswer, 'state' | 'untilMs'> {
  if (copy.state !== 'enabled') return { state: copy.state };
  if (copy.pause !== undefined) return { state: 'paused' };
  if (seen === undefined) return { state: 'not-open' };
  if (seen.credential === undefined) return { state: 'not-effective' };
  return seen.credential.is === 'unopened' ? { state: 'unopened' } : seen.lane.now;
}

function whyOf(copy: CertificateCopy, seen: SeenLane | undefined): Pick<LaneAnswer, 'code' | 'says'> {
  if (copy.state !== 'enabled') return { code: `certificate-${copy.state}` };
  if (seen === undefined) return {};
  const { shut, pause } = reasonsOf({ copy, ...seen });
  const why = shut ?? pause;
  return why === undefined ? {} : { code: why.code, ...(why.detail !== undefined && { says: why.detail }) };
}
