// What one message may say about its vendor: fields that may be left empty, and the first rule that it breaks.
import { type TSchema, Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';

/** Nothing, as clients send it. It keeps what the certificate says. */
const Empty = Type.Union([Type.Literal(''), Type.Null()]);

export const orEmpty = <T extends TSchema>(schema: T) =>
  Type.Optional(Type.Union([schema, Empty], schema.description ? { description: schema.description } : {}));

/** Undefined: the options are well formed. Else the first broken rule with its field, as long as an outcome takes; never the value. */
export function problemOf(vendor: string, schema: TSchema): (options: unknown) => string | undefined {
  const check = TypeCompiler.Compile(schema);
  return (options) => {
    const first = check.Check(options) ? undefined : check.Errors(options).First();
    if (first === undefined) return undefined;
    return `push.vendors.${vendor}${first.path}: ${first.schema.description ?? first.message}`.slice(0, 200);
  };
}
