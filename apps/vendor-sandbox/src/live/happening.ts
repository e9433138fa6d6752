// What happened in the sandbox, in the closed list of words that a page puts into a person's language. Schemas of what the API answers.
import { oneOf } from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';
import { ACTIONS } from '../phones/phone';
import { Published } from '../publishing/published';

const KINDS = [
  'action',
  'message',
  'raw',
  'resent',
  'reached-app',
  'stopped',
  'not-accepted',
  'shown',
  'held',
  'silent',
  'suppressed',
  'lapsed',
  'recalled',
  'clicked',
  'swiped',
  'weather',
  'dead-letter',
  'reset',
] as const;

export const Happening = Type.Object(
  {
    id: Type.String(),
    atMs: Type.Integer({ description: 'In ms since 1970.' }),
    is: oneOf(
      KINDS,
      'action: on a phone. message: one was sent, by the sandbox or by somebody else. raw: a record as it is. resent: the sandbox got no ' +
        'acknowledgement, so it published the message again with evenIfOnline. reached-app: over the link or fetched. stopped: a ' +
        'rule said no. not-accepted: how the push ended in place of a notification, for instance token-dead. shown, held, silent (notifications are off), suppressed (known already), lapsed (its time ended ' +
        'before the phone came back), recalled, clicked, swiped: on the phone. dead-letter: an event that could not be processed.',
    ),
    phone: Type.Optional(Type.String({ description: 'Id of the phone.' })),
    app: Type.Optional(Type.String()),
    user: Type.Optional(Type.String()),
    action: Type.Optional(oneOf(ACTIONS, 'Of `action`.')),
    messageId: Type.Optional(Type.String()),
    recipients: Type.Optional(
      Type.Array(Type.String(), { description: 'Of `message`: for whom, the first twenty.' }),
    ),
    notification: Type.Optional(Type.String({ description: 'Id of the notification.' })),
    text: Type.Optional(Type.String({ description: 'Of the message or notification.' })),
    reason: Type.Optional(
      Type.String({ description: 'Of `stopped`, `not-accepted` and `dead-letter`: the code.' }),
    ),
    detail: Type.Optional(
      Type.String({
        description: 'Of `not-accepted`: what the vendor said. Of `dead-letter`: the field and its rule.',
      }),
    ),
    vendor: Type.Optional(Type.String()),
    weather: Type.Optional(Type.String({ description: 'Of `weather`: how it is now.' })),
    topic: Type.Optional(Type.String({ description: 'Of `dead-letter`: where it came from.' })),
    place: Type.Optional(Type.String({ description: 'Of `dead-letter`: partition and offset there.' })),
    isOurs: Type.Optional(Type.Boolean({ description: 'Of `message`: the sandbox sent it.' })),
    eventToPhoneMs: Type.Optional(
      Type.Integer({ description: 'Of `shown`: from the message to the screen, in ms.' }),
    ),
    published: Type.Array(Published, { description: 'What was published by it, in this order.' }),
  },
  { title: 'Happening' },
);
export type Happening = Static<typeof Happening>;
export type News = Omit<Happening, 'id' | 'atMs' | 'published'> & { published?: Published[] };
