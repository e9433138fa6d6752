// What one message may say about Xiaomi, and how it wins over the certificate.
import type { PushContent } from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import type { Said } from '../shared/said';
import { ChannelId, TemplateId, type XiaomiSettings } from './credential';

/** Nothing, as clients send it. It keeps what the certificate says. */
const Empty = Type.Union([Type.Literal(''), Type.Null()]);
const orEmpty = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Optional(Type.Union([schema, Empty], { description: schema['description'] as string }));

/** Xiaomi's rule for a template's variable: 1 to 128 characters, not only blanks, no emoji, no unassigned code points. */
const TemplateValue = Type.RegExp(/^(?=[^]*\S)[^\p{So}\p{Cn}\p{Cs}]{1,128}$/u, {
  description: '1 to 128 characters, not only blanks, no emoji.',
});

export const XiaomiOptions = Type.Object(
  {
    channelId: orEmpty(ChannelId),
    templateId: orEmpty(TemplateId),
    templateParam: orEmpty(
      Type.Record(Type.String({ pattern: '^[A-Za-z0-9_]{1,64}$' }), TemplateValue, {
        maxProperties: 9,
        additionalProperties: false,
        description: 'Exactly the variables that the template declares, at most nine.',
      }),
    ),
    notifyForeground: orEmpty(
      Type.Boolean({
        description: 'false: no notification while the app is in the foreground. Absent: Xiaomi shows it.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type XiaomiOptions = Said<Static<typeof XiaomiOptions>>;

const check = TypeCompiler.Compile(XiaomiOptions);

/** Undefined: the options are well formed. Else the first broken rule with its field; never the value. */
export function optionsProblem(options: unknown): string | undefined {
  const first = check.Check(options) ? undefined : check.Errors(options).First();
  return first === undefined
    ? undefined
    : `push.vendors.xiaomi${first.path}: ${ruleOf(first.schema, first.message)}`;
}

const ruleOf = (schema: { description?: string }, message: string): string => schema.description ?? message;

/**
 * Channel and template of one message: what it says itself, else what the certificate says for messages of this priority. The certificate's
 * template is one of its private channel.
 */
export function classOf(settings: XiaomiSettings, options: XiaomiOptions, priority: PushContent['class']) {
  const bulkChannelId = priority === 'bulk' && !options.channelId ? settings.bulkChannelId : undefined;
  return {
    channelId: options.channelId || (bulkChannelId ?? settings.channelId),
    templateId: options.templateId || (bulkChannelId === undefined ? settings.templateId : undefined),
    isPublic: bulkChannelId !== undefined,
    templateParam: options.templateParam,
    notifyForeground: options.notifyForeground,
  };
}
