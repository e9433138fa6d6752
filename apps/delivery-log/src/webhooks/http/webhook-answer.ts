// What the API says of a webhook, and what it takes. Pure. A secret is in the answer that made it, and in no other.
import { AppId, codesOf, EpochMs, listOf, nameOf, oneOf, titled } from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';
import { type Answer, isTaken } from '../answer';
import { EVENT_TYPES } from '../hook-event';
import type { Length } from '../queue.store';
import { CAUSES, liveSecrets, STATES, type Webhook, withoutQuery } from '../webhook';

const Url = Type.String({
  format: 'text',
  minLength: 1,
  maxLength: 2_000,
  description:
    'Where events are posted to: https, a host by its name, public addresses only. Redirects are not followed.',
});
const Events = listOf(
  oneOf(codesOf(EVENT_TYPES), 'A kind of event.'),
  codesOf(EVENT_TYPES).length,
  'Which events it is told of. Absent: all.',
  1,
);
const Name = nameOf(100, 'For people.');

export const NewWebhook = titled(
  'NewWebhook',
  Type.Object(
    { name: Type.Optional(Name), url: Url, events: Type.Optional(Events) },
    { additionalProperties: false },
  ),
);
export type NewWebhook = Static<typeof NewWebhook>;

export const WebhookEdit = titled(
  'WebhookEdit',
  Type.Object(
    { name: Type.Optional(Name), url: Type.Optional(Url), events: Type.Optional(Events) },
    { additionalProperties: false },
  ),
);
export type WebhookEdit = Static<typeof WebhookEdit>;

const secretField = {
  secret: Type.String({
    description: 'Signs its requests. Shown now and never again: give it to the receiver.',
  }),
};

const fields = {
  id: Type.String({ description: 'Drawn by the service.' }),
  app: AppId,
  name: Type.String({ description: 'For people.' }),
  url: Type.String({ description: 'Where events are posted to. Viewers do not see what is behind the "?".' }),
  events: Type.Array(oneOf(codesOf(EVENT_TYPES), 'A kind of event.')),
  state: oneOf(STATES, 'What happens while it is disabled waits for it, as long as events are kept.'),
  because: Type.Optional(oneOf(codesOf(CAUSES), 'Why it is disabled.')),
  means: Type.Optional(Type.String({ description: 'The same in a sentence.' })),
  stateAtMs: EpochMs('Since when it is in this state.'),
  createdAtMs: EpochMs('It is told of nothing before.'),
  changedAtMs: EpochMs('When somebody changed it last.'),
  secrets: Type.Array(
    Type.Object({
      number: Type.Integer({ description: 'Counts the rotations.' }),
      createdAtMs: EpochMs('When it was drawn.'),
      untilMs: Type.Optional(EpochMs('Requests are signed with it until then. Absent: it is the newest.')),
    }),
    { description: 'Those that sign. Not the secrets themselves.' },
  ),
  dropped: Type.Integer({ description: 'Events that nobody took for as long as they are kept.' }),
};

export const WebhookAnswer = titled('Webhook', Type.Object(fields));
export type WebhookAnswer = Static<typeof WebhookAnswer>;

export const NewWebhookAnswer = titled('WebhookWithSecret', Type.Object({ ...fields, ...secretField }));
export type NewWebhookAnswer = Static<typeof NewWebhookAnswer>;

export const AnswerShown = titled(
  'WebhookAnswer',
  Type.Object({
    atMs: EpochMs('When it was sent.'),
    tookMs: Type.Integer({ description: 'How long the answer took, in ms.' }),
    isTaken: Type.Boolean({ description: 'Its status was 200 to 299.' }),
    webhookId: Type.String({ description: 'The header webhook-id: the same at each try of a request.' }),
    events: Type.Integer({ description: 'How many it carried.' }),
    attempt: Type.Integer({ description: 'The first is 1.' }),
    status: Type.Optional(Type.Integer({ description: 'Absent: there was no answer.' })),
    code: Type.Optional(
      Type.String({
        description: 'Of no answer, or of one that counts for little: deadline, econnrefused, redirect …',
      }),
    ),
    text: Type.Optional(Type.String({ description: 'The beginning of the answer, if it was no good one.' })),
  }),
);
export type AnswerShown = Static<typeof AnswerShown>;

export const WholeWebhook = titled(
  'WholeWebhook',
  Type.Object({
    ...fields,
    failingSinceMs: Type.Optional(EpochMs('Since when a part of its queue is not taken.')),
    takenAtMs: Type.Optional(EpochMs('When a request was taken for the last time.')),
    waiting: Type.Object({
      events: Type.Integer({ description: 'How many wait.' }),
      isMore: Type.Boolean({ description: 'There are more than were counted.' }),
      oldestAtMs: Type.Optional(EpochMs('When the oldest of them came.')),
    }),
    answers: Type.Array(AnswerShown, { description: 'The last answers, the newest first.' }),
  }),
);
export type WholeWebhook = Static<typeof WholeWebhook>;

export const WebhookList = titled(
  'WebhookList',
  Type.Object({
    webhooks: Type.Array(WebhookAnswer),
    next: Type.Optional(Type.String({ description: 'Path of the next page. Absent: this is the last.' })),
  }),
);
export type WebhookList = Static<typeof WebhookList>;

/** `seesAll`: not for viewers. */
export function webhookAnswer(webhook: Webhook, nowMs: number, seesAll: boolean): WebhookAnswer {
  const { id, app, name, url, events, state, because, stateAtMs, createdAtMs, changedAtMs, dropped } =
    webhook;
  return {
    ...{ id, app, name, url: seesAll ? url : withoutQuery(url), events },
    ...{ state: state === 'enabled' ? 'enabled' : 'disabled', stateAtMs, createdAtMs, changedAtMs },
    ...(because !== null && { because, means: CAUSES[because] }),
    secrets: liveSecrets(webhook, nowMs).map(({ number, createdAtMs: drawnAtMs, untilMs }) => ({
      number,
      createdAtMs: drawnAtMs,
      ...(untilMs !== null && { untilMs }),
    })),
    dropped,
  };
}

export const answerShown = ({ ...answer }: Answer): AnswerShown => ({ ...answer, isTaken: isTaken(answer) });

/** Counting goes no further. */
export const MOST_COUNTED = 10_000;
const MOST_ANSWERS = 20;

export const wholeAnswer = (
  webhook: WebhookAnswer,
  { events, pieces, oldestAtMs }: Length,
  { sinceMs, okAtMs }: { sinceMs: number | null; okAtMs: number | null },
  answers: readonly Answer[],
): WholeWebhook => ({
  ...webhook,
  ...(sinceMs !== null && { failingSinceMs: sinceMs }),
  ...(okAtMs !== null && { takenAtMs: okAtMs }),
  waiting: { events, isMore: pieces === MOST_COUNTED, ...(oldestAtMs !== null && { oldestAtMs }) },
  answers: answers
    .toSorted((a, b) => b.atMs - a.atMs)
    .slice(0, MOST_ANSWERS)
    .map(answerShown),
});
