// A record as it was published, byte for byte, and the commands that publish the same. Schemas of what the API answers.
import { text } from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';

export const Commands = Type.Object(
  {
    curl: Type.Optional(
      Type.String({ description: 'At the door of the service that takes it over HTTP, where there is one.' }),
    ),
    kcat: Type.String(),
    consoleProducer: Type.String({ description: "Kafka's own, as in its folder bin." }),
    typescript: Type.String(),
  },
  { title: 'Commands', description: 'Run as they are, they publish it.' },
);
export type Commands = Static<typeof Commands>;

export const Published = Type.Object(
  {
    topic: Type.String(),
    key: Type.Union([Type.String(), Type.Null()]),
    headers: Type.Record(Type.String(), Type.String()),
    value: Type.String({ description: 'JSON.' }),
    atMs: Type.Integer({ description: "The record's time stamp. In ms since 1970." }),
    commands: Commands,
  },
  { title: 'Published' },
);
export type Published = Static<typeof Published>;

export type PlainRecord = Omit<Published, 'commands'>;

export const NewRecord = Type.Object(
  {
    topic: Type.Union([
      Type.Literal('message.sent.v1'),
      Type.Literal('session.changed.v1'),
      Type.Literal('binding.reported.v1'),
    ]),
    key: Type.Optional(text(400, 'Absent: none.')),
    value: text(100_000, 'Published as it is, however wrong: to see what becomes of it.'),
  },
  { additionalProperties: false, title: 'NewRecord' },
);
export type NewRecord = Static<typeof NewRecord>;
