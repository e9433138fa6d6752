// A message's options for FCM, which win over the certificate.
import type { PushContent } from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';
import { orEmpty, problemOf } from '../shared/content/options';
import { AnalyticsLabel, ChannelId, type FcmSettings, Mode, Priority } from './credential';

const words = <const T extends readonly string[]>(values: T, description: string) =>
  Type.Unsafe<T[number]>(
    Type.Union(
      values.map((value) => Type.Literal(value)),
      { description },
    ),
  );

export const FcmOptions = Type.Object(
  {
    channelId: orEmpty(ChannelId),
    mode: orEmpty(Mode),
    priority: orEmpty(Priority),
    analyticsLabel: orEmpty(AnalyticsLabel),
    image: orEmpty(
      Type.String({
        pattern: '^https://[\\x21-\\x7e]{1,1000}$',
        maxLength: 1008,
        description: 'https address of a picture of at most 1 MB.',
      }),
    ),
    importance: orEmpty(
      words(
        ['min', 'low', 'default', 'high', 'max'],
        'Rank on the screen below Android 8: min, low, default, high or max. From Android 8 on the channel decides.',
      ),
    ),
    visibility: orEmpty(
      words(['private', 'public', 'secret'], 'On the lock screen: private, public or secret.'),
    ),
    icon: orEmpty(
      Type.String({
        pattern: '^[A-Za-z0-9_]{1,100}$',
        maxLength: 100,
        description: 'Name of a drawable resource of the app.',
      }),
    ),
    color: orEmpty(
      Type.String({
        pattern: '^#[0-9A-Fa-f]{6}$',
        maxLength: 7,
        description: 'Colour of the icon, #rrggbb.',
      }),
    ),
    collapseKey: orEmpty(
      Type.String({
        pattern: '^[A-Za-z0-9_.:-]{1,64}$',
        maxLength: 64,
        description:
          'Of the messages that wait for a phone under one key only the last is delivered. FCM keeps four keys a phone.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type FcmOptions = Static<typeof FcmOptions>;

export const optionsProblem = problemOf('fcm', FcmOptions);

/** How one message is sent: what it says itself, else what the certificate says, else what fits its class. */
export interface Manner {
  readonly mode: 'notification' | 'data';
  readonly priority: 'high' | 'normal';
  readonly channelId: string | undefined;
  readonly analyticsLabel: string | undefined;
}

export function mannerOf(
  settings: FcmSettings,
  options: FcmOptions,
  messageClass: PushContent['class'],
): Manner {
  return {
    mode: options.mode || settings.mode || 'notification',
    priority: options.priority || settings.priority || (messageClass === 'bulk' ? 'normal' : 'high'),
    channelId: options.channelId || settings.channelId,
    analyticsLabel: options.analyticsLabel || settings.analyticsLabel,
  };
}
