// A message's options for APNs, which win over the certificate.
import { type Static, Type } from '@sinclair/typebox';
import { orEmpty, problemOf } from '../shared/content/options';
import type { Said } from '../shared/text/said';
import { type ApnsSettings, Category, InterruptionLevel, Sound } from './credential';

const visible = (maxLength: number, description: string) =>
  Type.String({ pattern: `^[\\x21-\\x7e]{1,${maxLength}}$`, description });

export const ApnsOptions = Type.Object(
  {
    title: orEmpty(Type.String({ maxLength: 200, description: 'Title on Apple devices only.' })),
    subtitle: orEmpty(Type.String({ maxLength: 200, description: 'Second line, at most 200 characters.' })),
    image: orEmpty(
      Type.String({
        pattern: '^https://[\\x21-\\x7e]{1,1000}$',
        maxLength: 1008,
        description:
          'https address of a picture of at most 10 MB. The service extension of the app loads it.',
      }),
    ),
    sound: orEmpty(Sound),
    category: orEmpty(Category),
    interruptionLevel: orEmpty(InterruptionLevel),
    mutableContent: orEmpty(Type.Boolean({ description: 'true: the service extension runs.' })),
    contentAvailable: orEmpty(
      Type.Boolean({ description: 'true: the app is woken in the background too. A few an hour at most.' }),
    ),
    threadId: orEmpty(visible(64, 'Groups notifications in the notification centre.')),
    targetContentId: orEmpty(visible(64, 'Window of the app to bring forward.')),
    relevanceScore: orEmpty(
      Type.Number({ minimum: 0, maximum: 1, description: 'Place in a summary, from 0 to 1.' }),
    ),
    collapseId: orEmpty(
      visible(64, 'At most 64 visible ASCII characters. A push with the same one replaces what is shown.'),
    ),
    voip: orEmpty(
      Type.Boolean({
        description:
          'true: a call, through PushKit. A phone without a PushKit token gets a normal notification.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type ApnsOptions = Said<Static<typeof ApnsOptions>>;

export const optionsProblem = problemOf('apns', ApnsOptions);

/** What a message says itself, else what its certificate says. */
export interface Manner {
  readonly sound: string;
  readonly category: string | undefined;
  readonly interruptionLevel: string | undefined;
  readonly isMutable: boolean;
}

/** Set by default, because iOS shows a message without a sound silently. */
const USUAL_SOUND = 'default';

export function mannerOf(settings: ApnsSettings, options: ApnsOptions, sound: string | undefined): Manner {
  return {
    sound: options.sound || sound || settings.sound || USUAL_SOUND,
    category: options.category || settings.category,
    interruptionLevel: options.interruptionLevel || settings.interruptionLevel,
    isMutable: options.mutableContent ?? settings.mutableContent ?? Boolean(options.image),
  };
}
