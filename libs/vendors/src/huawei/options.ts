// A message's options for Huawei, which win over the certificate.
import type { PushContent } from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';
import { orEmpty, problemOf } from '../shared/content/options';
import { said, type Said } from '../shared/text/said';
import { Category, ChannelId, type HuaweiSettings, Importance } from './credential';

export const HuaweiOptions = Type.Object(
  {
    category: orEmpty(Category),
    channelId: orEmpty(ChannelId),
    importance: orEmpty(Importance),
    image: orEmpty(
      Type.String({
        pattern: '^https://[\\x21-\\x7e]{1,500}$',
        maxLength: 508,
        description:
          'https address of an image, under 512 KB. HarmonyOS shows only images that were verified before.',
      }),
    ),
    style: orEmpty(
      Type.Union([Type.Literal('usual'), Type.Literal('big-text'), Type.Literal('inbox')], {
        description: 'usual, big-text (Android only) or inbox, which needs inboxContent.',
      }),
    ),
    inboxContent: orEmpty(
      Type.Array(Type.String({ minLength: 1, maxLength: 1024 }), {
        minItems: 1,
        maxItems: 5,
        description: 'Lines of the style inbox: at most 5, on HarmonyOS 3, of 1 to 1024 characters.',
      }),
    ),
    foregroundShow: orEmpty(
      Type.Boolean({
        description: 'false: no notification while the app is in the foreground. Absent: Huawei shows it.',
      }),
    ),
    soundDuration: orEmpty(
      Type.Integer({ minimum: 1, maximum: 60, description: 'Seconds that the sound lasts. HarmonyOS only.' }),
    ),
    testMessage: orEmpty(
      Type.Boolean({
        description:
          'true: a test, outside of the daily limits; Huawei allows few of them (500 or 1000 a day).',
      }),
    ),
  },
  { additionalProperties: false },
);
export type HuaweiOptions = Said<Static<typeof HuaweiOptions>>;

const formProblem = problemOf('huawei', HuaweiOptions);

/** Undefined: the options are well formed. */
export function optionsProblem(options: unknown): string | undefined {
  const problem = formProblem(options);
  if (problem !== undefined) return problem;
  const { style, inboxContent } = said(options as HuaweiOptions);
  return (style === 'inbox') === (inboxContent !== undefined)
    ? undefined
    : 'push.vendors.huawei/inboxContent: belongs to the style inbox, and only to it';
}

/** The class of one message: what it says itself; bulk is marketing, whatever the certificate says; else the certificate's. */
export function categoryOf(
  content: PushContent,
  settings: HuaweiSettings,
  options: HuaweiOptions,
): string | undefined {
  if (options.category) return options.category;
  return content.class === 'bulk' ? 'MARKETING' : settings.category;
}
