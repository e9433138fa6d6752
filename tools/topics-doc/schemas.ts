// The JSON Schema of a topic as a file for other people's programs.
import { plainSchema, type Topic } from '@offline-push/contracts';

/** Relative references resolve against it, and a mirror may serve the folder under it. `.example` is reserved (RFC 2606). */
const BASE = 'https://offline-push.example/schemas/';

export const schemaOf = <T>(topic: Topic<T>): object => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `${BASE}${topic.name}.json`,
  title: typeNameOf(topic.name),
  description: topic.says,
  ...plainSchema(topic.schema),
});

/** message.sent.v1 → MessageSent: what a generator may call the class. */
export const typeNameOf = (topic: string): string =>
  topic
    .replace(/\.v\d+$/, '')
    .split(/[.-]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

export const SCHEMAS_PAGE = `# JSON Schemas

One file per topic, JSON Schema 2020-12, written from the contracts by \`npm run docs:topics\`. They use standard keywords only: Ajv takes them
with its default options, and \`title\` is a name for a generated class.

- \`$id\` is \`${BASE}<topic>.json\`. The base is a name, not a server: an \`$id\` has to be an absolute URI, and this
  one belongs to nobody. A program that fetches schemas maps the base to this folder, or to wherever you serve it.
- Objects are open: a field of next year's version passes. The HTTP doors refuse unknown fields, because there the sender hears it.
- What a pattern cannot say in all languages is left out: we also refuse lone surrogates. On \`message.sent.v1\`, \`session.changed.v1\` and
  \`binding.reported.v1\` we take more than the schema says ([ADR 15](../adr/0015-generous-at-the-door.md)).
- [../examples](../examples) has events that are valid; a test holds both together.
`;
