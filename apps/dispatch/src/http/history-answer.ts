// What the HTTP API says of the last hour of a lane, and of who paused it. Pure.
import { CertificateId, EpochMs, oneOf, titled } from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';

const optional = (description: string) => Type.Optional(Type.Number({ minimum: 0, description }));

export const LaneHistory = titled(
  'LaneHistory',
  Type.Object({
    certificateId: CertificateId,
    atMs: EpochMs('When this was read.'),
    stepMs: Type.Integer({ minimum: 1, description: 'How long a step is, in ms.' }),
    steps: Type.Array(
      Type.Object({
        atMs: EpochMs('When the step began.'),
        backlog: optional('What waited then, up to 10,000. Absent: nobody counted, as no pod ran.'),
        answersPerSecond: optional('Answers of the vendor about single targets. Absent: no pod ran.'),
        errorsPerSecond: optional('Of them, those that were neither taken nor a dead token.'),
        p50Ms: optional('Half of the calls were as quick. Absent: there were none.'),
        p95Ms: optional('Nineteen of twenty calls were as quick.'),
      }),
      { description: 'The steps of the last hour that are over, the oldest first.' },
    ),
    changes: Type.Array(
      Type.Object({
        change: oneOf(['paused', 'resumed'] as const, 'What a person did.'),
        atMs: EpochMs('When.'),
        by: Type.String({ description: "Id of the caller's API key." }),
        because: Type.Optional(Type.String({ description: 'What they said.' })),
      }),
      { description: 'Who paused the lane and who resumed it: the last twenty, the newest first.' },
    ),
  }),
);
export type LaneHistory = Static<typeof LaneHistory>;
