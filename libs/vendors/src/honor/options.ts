// What one message may say about Honor, and how it wins over the certificate.
import { type Static, Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import type { PushContent } from '@offline-push/contracts';
import { type HonorSettings, Importance, Style } from './credential';

/** Nothing, as clients send it. It keeps what the certificate says. */
const Empty = Type.Union([Type.Literal(''), Type.Null()]);
const orEmpty = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Optional(Type.Union([schema, Empty], { description: schema['description'] as string }));

export const HonorOptions = Type.Object(
  {
    importance: orEmpty(Importance),
    style: orEmpty(Style),
    image: orEmpty(
      Type.String({
        pattern: '^https://[^\\s\\x00-\\x1f]{1,1000}$',
        maxLength: 1008,
        description: 'Picture beside the text, https. Shown with importance NORMAL only.',
      }),
    ),
    tag: orEmpty(
      Type.String({
        pattern: '^[\\x21-\\x7e]{1,64}$',
        maxLength: 64,
        description:
          'Takes the place of the notification that was shown under the same tag. ASCII, no blanks.',
      }),
    ),
    group: orEmpty(
      Type.String({
        pattern: '^[\\x21-\\x7e]{1,64}$',
        maxLength: 64,
        description: 'Notifications of a group are shown as the newest and a count. ASCII, no blanks.',
      }),
    ),
    testMessage: orEmpty(
      Type.Boolean({ description: 'Whether it is sent as a test message, beside the daily cap of a phone.' }),
    ),
  },
  { additionalProperties: false },
);
export type HonorOptions = Static<typeof HonorOptions>;

const check = TypeCompiler.Compile(HonorOptions);

/** Undefined: the options are well formed. Else the first broken rule with its field; never the value. */
export function optionsProblem(options: unknown): string | undefined {
  const first = check.Check(options) ? undefined : check.Errors(options).First();
  if (first === undefined) return undefined;
  const rule = (first.schema.description as string | undefined) ?? first.message;
  return `push.vendors.honor${first.path}: ${rule}`.slice(0, 200);
}

/** What holds for one message: what it says itself, else what the certificate says, else its class. */
export interface Choices {
  readonly importance: 'NORMAL' | 'LOW';
  readonly isBigText: boolean;
  readonly isTest: boolean;
  readonly image: string | undefined;
  readonly tag: string | undefined;
  readonly group: string | undefined;
}

export function choicesOf(content: PushContent, settings: HonorSettings, options: HonorOptions): Choices {
  const byClass = content.class === 'bulk' ? 'LOW' : 'NORMAL';
  return {
    importance: options.importance || settings.importance || byClass,
    isBigText: given(options.style, settings.style) === 1,
    isTest: given(options.testMessage, settings.testMessages) === true,
    image: options.image || undefined,
    tag: options.tag || undefined,
    group: options.group || undefined,
  };
}

/** 0 and false are said, empty is not. */
const given = <T>(own: T | '' | null | undefined, otherwise: T | undefined): T | undefined =>
  own === '' || own === null || own === undefined ? otherwise : own;
