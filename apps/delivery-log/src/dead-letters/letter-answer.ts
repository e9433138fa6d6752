// What the HTTP API says of dead letters, and what it is asked. Pure.
import {
  ACTORS,
  codesOf,
  DEAD_LETTER,
  DEAD_LETTER_REASONS,
  EpochMs,
  type Language,
  joined,
  nameOf,
  NOT_REPLAYABLE,
  type NotReplayable,
  oneOf,
  text,
  titled,
} from '@offline-push/contracts';
import { BY_CALLER } from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';
import { headersIn, notReplayable, shown, STATES } from './letter';
import type { LetterRow, WholeRow } from './letter.store';

const words = (description: string) => Type.String({ description });
const count = (description: string) => Type.Integer({ minimum: 0, description });
const Reason = oneOf(codesOf(DEAD_LETTER_REASONS), 'What was wrong.');
const LetterId = Type.String({
  pattern: '^[A-Za-z0-9_-]{22}$',
  maxLength: 22,
  description: 'The id of a letter.',
});

const LetterFields = {
  id: LetterId,
  topic: words('Where it came from.'),
  partition: count('Its partition there.'),
  offset: words('Its offset there.'),
  group: words('The consumer group that could not process it.'),
  reason: Reason,
  means: words('What that means.'),
  detail: Type.Optional(words('The field and the rule, or the error. Not for viewers.')),
  who: oneOf(codesOf(ACTORS), 'Who must act.'),
  toDo: words('What is to be done.'),
  app: Type.Optional(words('Whose it is, if that can be read.')),
  messageId: Type.Optional(words('Which message it is about, if that can be read.')),
  failedAtMs: EpochMs('When it was given up.'),
  expiresAtMs: Type.Optional(EpochMs('When its push is over.')),
  bytes: Type.Optional(count('How long its value is. Absent: it has none, or it was too long to be kept.')),
  state: oneOf(STATES, 'kept: nobody has settled it. replaying: a replay has it in hand.'),
  settledAtMs: Type.Optional(EpochMs('When somebody replayed or discarded it.')),
  settledBy: Type.Optional(words(BY_CALLER)),
  because: Type.Optional(words('Why it was discarded.')),
  notReplayable: Type.Optional(oneOf(codesOf(NOT_REPLAYABLE), 'Why it cannot be replayed. Absent: it can.')),
  cannotBecause: Type.Optional(words('That in a sentence, and what to do instead.')),
};

const Letter = titled('DeadLetter', Type.Object(LetterFields));
export const LetterList = titled(
  'DeadLetterList',
  Type.Object({
    letters: Type.Array(Letter),
    next: Type.Optional(words('Path of the next page. Absent: this is the last.')),
  }),
);
export type LetterList = Static<typeof LetterList>;

const Bytes = Type.Union([
  Type.Object({ text: words('In UTF-8.') }),
  Type.Object({ base64: words('Bytes that are no text.') }),
]);
export const WholeLetter = titled(
  'WholeDeadLetter',
  Type.Object({
    ...LetterFields,
    key: Type.Optional(Bytes),
    value: Type.Optional(Bytes),
    headers: Type.Record(Type.String(), Bytes),
  }),
);
export type WholeLetter = Static<typeof WholeLetter>;

export const GroupList = titled(
  'DeadLetterGroups',
  Type.Object({
    groups: Type.Array(
      Type.Object({
        ...{
          topic: LetterFields.topic,
          reason: Reason,
          group: LetterFields.group,
          means: LetterFields.means,
          ...{ who: LetterFields.who, toDo: LetterFields.toDo },
        },
        count: count('Letters that nobody has settled.'),
        oldestAtMs: EpochMs('When the first of them failed.'),
        newestAtMs: EpochMs('When the last of them failed.'),
      }),
    ),
  }),
);
export type GroupList = Static<typeof GroupList>;

const NARROWS = {
  ids: Type.Optional(Type.Array(LetterId, { minItems: 1, maxItems: 1000, description: 'Only these.' })),
  topic: Type.Optional(text(249, 'Only those of this topic.')),
  reason: Type.Optional(Reason),
  app: Type.Optional(text(32, 'Only those of this app.')),
  all: Type.Optional(Type.Literal(true, { description: 'All of them: in place of what narrows.' })),
};
const NEEDS = 'At least one of ids, topic, reason, app, all.';

export const MeantBody = titled(
  'DeadLettersMeant',
  Type.Object(NARROWS, { minProperties: 1, additionalProperties: false, description: NEEDS }),
);
export type MeantBody = Static<typeof MeantBody>;

export const ReplayBody = titled(
  'DeadLetterReplay',
  Type.Object(
    {
      ...NARROWS,
      dryRun: Type.Optional(
        Type.Boolean({ description: 'Absent or true: only says what would be done. false: does it.' }),
      ),
      after: Type.Optional(text(800, '`next` of the answer before, with the same fields.')),
    },
    { minProperties: 1, additionalProperties: false, description: NEEDS },
  ),
);
export type ReplayBody = Static<typeof ReplayBody>;

export const ReplayAnswer = titled(
  'DeadLettersReplayed',
  Type.Object({
    dryRun: Type.Boolean({ description: 'Nothing was done.' }),
    found: count('Letters that are meant and were not settled before.'),
    published: count('Records that were published, or would be: one may have failed in several groups.'),
    expired: count('Of them, pushes that the gate stops because their life is over.'),
    left: Type.Record(Type.String(), Type.Integer({ minimum: 1 }), {
      description: 'Letters that stay, by the reason why they cannot be replayed.',
    }),
    isMore: Type.Boolean({ description: 'There are more: call again, with `after`.' }),
    next: Type.Optional(words('What to send as `after`. Absent: there are no more.')),
  }),
);
export type ReplayAnswer = Static<typeof ReplayAnswer>;

export const DiscardBody = titled(
  'DeadLetterDiscard',
  Type.Object(
    { ...NARROWS, because: nameOf(200, 'Why, for the next who asks.') },
    { minProperties: 2, additionalProperties: false, description: NEEDS },
  ),
);
export type DiscardBody = Static<typeof DiscardBody>;

export const DiscardAnswer = titled(
  'DeadLettersDiscarded',
  Type.Object({
    discarded: count('How many.'),
    isMore: Type.Boolean({ description: 'There are more: call again.' }),
  }),
);
export type DiscardAnswer = Static<typeof DiscardAnswer>;

export function letterAnswer(row: LetterRow, language: Language = 'en'): Static<typeof Letter> {
  const { id, topic, partition, offset, group, reason, detail, failedAtMs, state } = row;
  const why = notReplayable({ topic, reason, detail, hasValue: row.bytes !== null });
  const { means, who, toDo } = DEAD_LETTER[reason];
  return {
    ...{ id, topic, partition, offset, group, reason, means: means[language], detail },
    ...{ who, toDo: toDo[language] },
    ...(row.app !== null && { app: row.app }),
    ...(row.messageId !== null && { messageId: row.messageId }),
    failedAtMs,
    ...(row.expiresAtMs !== null && { expiresAtMs: row.expiresAtMs }),
    ...(row.bytes !== null && { bytes: row.bytes }),
    state,
    ...(row.settledAtMs !== null && { settledAtMs: row.settledAtMs }),
    ...(row.settledBy !== null && { settledBy: row.settledBy }),
    ...(row.because !== null && { because: row.because }),
    ...(why !== undefined && { notReplayable: why, cannotBecause: cannotSay(why, language) }),
  };
}

const cannotSay = (why: NotReplayable, language: Language): string => {
  const { means, toDo } = NOT_REPLAYABLE[why];
  return joined(means, toDo)[language];
};

export const wholeAnswer = (row: WholeRow, language: Language = 'en'): WholeLetter => ({
  ...letterAnswer(row, language),
  ...(row.key !== null && { key: shown(row.key) }),
  ...(row.value !== null && { value: shown(row.value) }),
  headers: Object.fromEntries(
    Object.entries(headersIn(row.headers)).map(([name, bytes]) => [name, shown(bytes)]),
  ),
});
