// What one message may say about Web Push, and how it wins over the certificate.
import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import type { Said } from '../shared/text/said';
import { ImageUrl } from './credential';

/** Nothing, as clients send it. It keeps what the certificate says. */
const Empty = Type.Union([Type.Literal(''), Type.Null()]);
const orEmpty = <T extends TSchema>(schema: T) =>
  Type.Optional(Type.Union([schema, Empty], schema.description ? { description: schema.description } : {}));

const URGENCIES = ['very-low', 'low', 'normal', 'high'] as const;
export type Urgency = (typeof URGENCIES)[number];

export const WebPushOptions = Type.Object(
  {
    urgency: orEmpty(
      Type.Unsafe<Urgency>(
        Type.Union(
          URGENCIES.map((urgency) => Type.Literal(urgency)),
          { description: 'very-low, low, normal or high. Absent: high for chats, low for class bulk.' },
        ),
      ),
    ),
    topic: orEmpty(
      Type.String({
        // Apple decodes it as base64url, which no text of 4n + 1 characters is (README, 3).
        pattern: '^(?=(?:.{4})*(?:.{2,3})?$)[A-Za-z0-9_-]{2,32}$',
        maxLength: 32,
        description:
          '2 to 32 of A-Z a-z 0-9 _ -, not 5, 9, 13 … of them. Takes the place of a waiting message with the same one, and of what is shown.',
      }),
    ),
    icon: orEmpty(ImageUrl),
    image: orEmpty(ImageUrl),
  },
  { additionalProperties: false },
);
export type WebPushOptions = Said<Static<typeof WebPushOptions>>;

const check = TypeCompiler.Compile(WebPushOptions);

/** Undefined: the options are well formed. Else the first broken rule with its field; never the value. */
export function optionsProblem(options: unknown): string | undefined {
  const first = check.Check(options) ? undefined : check.Errors(options).First();
  return first === undefined
    ? undefined
    : `push.vendors.web-push${first.path}: ${first.schema.description ?? first.message}`.slice(0, 200);
}
