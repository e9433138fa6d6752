// Makes named components of schemas with a `title`, so that a generated client has one type for each and not a copy per route. Pure.
import { plainSchema } from '@offline-push/contracts';
import type { TSchema } from '@sinclair/typebox';

type Json = Record<string, unknown>;
const NAME = /^[A-Z][A-Za-z0-9]{0,63}$/;

export class SchemaNames {
  readonly schemas: Record<string, Json> = {};

  /** The schema for the document: a reference if it has a name, else the schema with references inside. */
  refer(schema: TSchema): Json {
    return this.#named(plainSchema(schema)) as Json;
  }

  #named(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((inner) => this.#named(inner));
    if (typeof value !== 'object' || value === null) return value;
    const inner = Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, DATA.has(key) ? part : this.#named(part)]),
    );
    const { title, ...rest } = inner;
    return typeof title === 'string' && NAME.test(title) ? this.#reference(title, rest) : inner;
  }

  #reference(name: string, schema: Json): Json {
    const known = this.schemas[name];
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema))
      throw new Error(`two schemas are called ${name}`);
    this.schemas[name] = schema;
    return { $ref: `#/components/schemas/${name}` };
  }
}

/** Keywords whose content is a value and no schema. */
const DATA = new Set(['examples', 'example', 'default', 'const', 'enum']);
