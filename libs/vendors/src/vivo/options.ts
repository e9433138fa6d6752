// A message's options for vivo, which win over the certificate.
import type { PushContent } from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';
import { orEmpty, problemOf } from '../shared/content/options';
import type { Said } from '../shared/text/said';
import {
  Category,
  CLASSIFICATION,
  classOf,
  DEFAULT_BULK_CATEGORY,
  DEFAULT_CATEGORY,
  type MessageClass,
} from './category';
import type { VivoSettings } from './credential';

const oneOfNumbers = <const T extends readonly number[]>(values: T, description: string) =>
  Type.Unsafe<T[number]>(
    Type.Union(
      values.map((value) => Type.Literal(value)),
      { description },
    ),
  );

export const VivoOptions = Type.Object(
  {
    category: orEmpty(Category),
    classification: orEmpty(
      oneOfNumbers(
        [0, 1],
        '0 operation, 1 system. A category beside it must belong to it; one of the certificate that does not is left out.',
      ),
    ),
    notifyType: orEmpty(
      oneOfNumbers(
        [1, 2, 3, 4],
        '1 silent, 2 sound, 3 vibration, 4 both. Absent: 4. Operation messages are silent anyway.',
      ),
    ),
    notifyForeground: orEmpty(
      Type.Boolean({
        description: 'false: no notification while the app is in the foreground. Absent: vivo shows it.',
      }),
    ),
    onlineOnly: orEmpty(
      Type.Boolean({ description: 'true: dropped by vivo unless the phone is online at that moment.' }),
    ),
  },
  { additionalProperties: false },
);
export type VivoOptions = Said<Static<typeof VivoOptions>>;

const formProblem = problemOf('vivo', VivoOptions);

/** Undefined: the options are well formed. */
export function optionsProblem(options: unknown): string | undefined {
  const problem = formProblem(options);
  if (problem !== undefined) return problem;
  const { category, classification } = options as VivoOptions;
  const contradicts =
    category && isNumber(classification) && CLASSIFICATION[classOf(category)] !== classification;
  return contradicts ? 'push.vendors.vivo/category: is not of the classification beside it' : undefined;
}

const isNumber = (value: unknown): value is number => typeof value === 'number';

const NAMED = { 0: 'operation', 1: 'system' } as const;

export interface Kind {
  readonly class: MessageClass;
  readonly category: Category | undefined;
  /** True for the usual class of the certificate's messages: a closed class then closes the lane. */
  readonly isUsualClass: boolean;
}

/** Class and category: the message's own, else the certificate's for messages of this priority. */
export function kindOf(settings: VivoSettings, options: VivoOptions, priority: PushContent['class']): Kind {
  const usual = settings.category ?? DEFAULT_CATEGORY;
  const certified = priority === 'bulk' ? (settings.bulkCategory ?? DEFAULT_BULK_CATEGORY) : usual;
  const category = options.category || certified;
  const messageClass = isNumber(options.classification) ? NAMED[options.classification] : classOf(category);
  return {
    class: messageClass,
    category: classOf(category) === messageClass ? category : undefined,
    isUsualClass: messageClass === classOf(usual),
  };
}

/** The problem of a bulk message that vivo would treat as a chat; undefined if none. `system` without a category counts as a chat. */
export function bulkProblem({ class: messageClass, category }: Kind): string | undefined {
  if (category === 'IM')
    return 'push.vendors.vivo/category: IM is for chats, and the message is of class bulk';
  return messageClass === 'system' && category === undefined
    ? 'push.vendors.vivo/classification: system needs a category for a message of class bulk, and not IM'
    : undefined;
}
