// What the HTTP API says of replays in the background, of what one would do, and of who looked at bytes. Pure.
import {
  codesOf,
  EpochMs,
  type Language,
  joined,
  NOT_REPLAYABLE,
  type NotReplayable,
  oneOf,
  titled,
} from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';
import { whyNotReplayable } from './letter';
import type { Counted } from './letter.store';
import { JOB_STATES } from './replay';
import type { JobRow } from './replay-jobs.store';

const count = (description: string) => Type.Integer({ minimum: 0, description });
const words = (description: string) => Type.String({ description });

const Stays = Type.Array(
  Type.Object({
    because: oneOf(codesOf(NOT_REPLAYABLE), 'Why they cannot be replayed.'),
    means: words('That in a sentence, and what to do instead.'),
    letters: count('How many.'),
  }),
  { description: 'Letters that stay.' },
);

export const ReplayPreview = titled(
  'DeadLetterReplayPreview',
  Type.Object({
    found: count('Letters that are meant and were not settled before.'),
    published: count('Records that would be published: one may have failed in several groups.'),
    expired: count('Of them, pushes that the gate stops because their life is over.'),
    topics: Type.Array(
      Type.Object({ topic: words('Where they go.'), published: count('How many records.') }),
      { description: 'Where they came from.' },
    ),
    stays: Stays,
  }),
);
export type ReplayPreview = Static<typeof ReplayPreview>;

export const ReplayJob = titled(
  'DeadLetterReplayJob',
  Type.Object({
    id: words('Of the replay.'),
    app: Type.Optional(words('Of whose letters it is. Absent: of all apps.')),
    meant: Type.Object(
      {
        topic: Type.Optional(words('Those of this topic.')),
        reason: Type.Optional(words('Those with this reason.')),
        app: Type.Optional(words('Those of this app.')),
        letters: Type.Optional(count('So many that were named one by one.')),
      },
      { description: 'Which letters it is about. Empty: all.' },
    ),
    state: oneOf(
      JOB_STATES,
      'running: it goes on, also when its pod is killed. stopped: a person stopped it.',
    ),
    total: count('Letters that it began with. What fails again is another letter.'),
    found: count('Of them, those that it has looked at.'),
    published: count('Records that were published.'),
    expired: count('Of them, pushes that the gate stops because their life is over.'),
    stays: Stays,
    by: words("Id of the caller's API key."),
    begunAtMs: EpochMs('When it began.'),
    movedAtMs: EpochMs('When it last went on.'),
    endedAtMs: Type.Optional(EpochMs('When it was done or stopped.')),
    stoppedBy: Type.Optional(words('Who stopped it.')),
  }),
);
export type ReplayJob = Static<typeof ReplayJob>;

export const ReplayJobList = titled(
  'DeadLetterReplayJobs',
  Type.Object({ replays: Type.Array(ReplayJob, { description: 'The last twenty, the newest first.' }) }),
);
export type ReplayJobList = Static<typeof ReplayJobList>;

export const RevealList = titled(
  'DeadLetterReveals',
  Type.Object({
    reveals: Type.Array(Type.Object({ atMs: EpochMs('When.'), by: words("Id of the caller's API key.") }), {
      description: 'The last hundred, the newest first.',
    }),
  }),
);
export type RevealList = Static<typeof RevealList>;

export function previewOf(counts: readonly Counted[], language: Language): ReplayPreview {
  const sum = { found: 0, published: 0, expired: 0 };
  const topics = new Map<string, number>();
  const stays: Record<string, number> = {};
  for (const { topic, letters, records, expired, ...alike } of counts) {
    sum.found += letters;
    const why = whyNotReplayable({ topic, ...alike });
    if (why !== undefined) {
      stays[why] = (stays[why] ?? 0) + letters;
      continue;
    }
    sum.published += records;
    sum.expired += expired;
    topics.set(topic, (topics.get(topic) ?? 0) + records);
  }
  return {
    ...sum,
    topics: [...topics].map(([topic, published]) => ({ topic, published })),
    stays: staysOf(stays, language),
  };
}

export function jobAnswer(row: JobRow, language: Language): ReplayJob {
  const { id, state, total, found, published, expired, by, begunAtMs, movedAtMs } = row;
  const { ids, ...meant } = JSON.parse(row.meant) as { ids?: string[] };
  return {
    ...{ id, meant: { ...meant, ...(ids !== undefined && { letters: ids.length }) } },
    ...(row.app !== null && { app: row.app }),
    ...{ state, total, found, published, expired, by, begunAtMs, movedAtMs },
    stays: staysOf(JSON.parse(row.stays) as Record<string, number>, language),
    ...(row.endedAtMs !== null && { endedAtMs: row.endedAtMs }),
    ...(row.stoppedBy !== null && { stoppedBy: row.stoppedBy }),
  };
}

const staysOf = (stays: Record<string, number>, language: Language): ReplayJob['stays'] =>
  Object.entries(stays).map(([why, letters]) => {
    const because = why as NotReplayable;
    const { means, toDo } = NOT_REPLAYABLE[because];
    return { because, means: joined(means, toDo)[language], letters };
  });
