// Checks a message's options for one vendor. Fields may be empty.
import { type TSchema, Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';

/** An empty value, as clients send it. The certificate's value counts. */
const Empty = Type.Union([Type.Literal(''), Type.Null()]);

export const orEmpty = <T extends TSchema>(schema: T) =>
  Type.Optional(Type.Union([schema, Empty], schema.description ? { description: schema.description } : {}));

/** Undefined if the options are valid. Else the first broken rule with its field, cut to the length of an outcome, never the value. */
export function problemOf(vendor: string, schema: TSchema): (options: unknown) => string | undefined {
  const check = TypeCompiler.Compile(schema);
  return (options) => {
    const first = check.Check(options) ? undefined : check.Errors(options).First();
    if (first === undefined) return undefined;
    return `push.vendors.${vendor}${first.path}: ${first.schema.description ?? first.message}`.slice(0, 200);
  };
}
