// A message's options for Honor, which win over the certificate.
import { type Static, Type } from '@sinclair/typebox';
import type { PushContent } from '@offline-push/contracts';
import { orEmpty, problemOf } from '../shared/content/options';
import { type HonorSettings, Importance, Style } from './credential';

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

export const optionsProblem = problemOf('honor', HonorOptions);

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

/** 0 and false are values, empty is none. */
const given = <T>(own: T | '' | null | undefined, otherwise: T | undefined): T | undefined =>
  own === '' || own === null || own === undefined ? otherwise : own;
