// A message's options for OPPO, which win over the certificate.
import type { PushContent } from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';
import { orEmpty, problemOf } from '../shared/content/options';
import { VARIABLE } from '../shared/content/template';
import { Category, classOf, DEFAULT_BULK_CATEGORY, DEFAULT_CATEGORY, type MessageClass } from './category';
import { ChannelId, NotifyLevel, type OppoSettings, Style, TemplateId } from './credential';

const parametersOf = (what: string) =>
  Type.Record(Type.String({ pattern: VARIABLE }), Type.String({ maxLength: 500 }), {
    maxProperties: 20,
    additionalProperties: false,
    description: `Variable of the template's ${what} → text, at most 20 of 500 characters.`,
  });

export const OppoOptions = Type.Object(
  {
    channelId: orEmpty(ChannelId),
    category: orEmpty(Category),
    notifyLevel: orEmpty(NotifyLevel),
    templateId: orEmpty(TemplateId),
    titleParameters: orEmpty(parametersOf('title')),
    contentParameters: orEmpty(parametersOf('content')),
    style: orEmpty(Style),
  },
  { additionalProperties: false },
);
export type OppoOptions = Static<typeof OppoOptions>;

export const optionsProblem = problemOf('oppo', OppoOptions);

/** The fields of a message for which OPPO may refuse a whole call, and whether they come from the certificate. */
export interface Kind {
  readonly class: MessageClass;
  readonly category: Category;
  readonly notifyLevel: 1 | 2 | 16 | undefined;
  /** Only service messages have templates. */
  readonly templateId: string | undefined;
  /** The certificate's template for messages of this class, whether it is used or not. */
  readonly certified: OppoSettings['template'];
  /** True if every field is as in the certificate's chat messages, so an error in it is the certificate's. */
  readonly isUsual: boolean;
  /** True if the class is that of the certificate's chat messages, so its spent quota closes the lane. */
  readonly isUsualClass: boolean;
}

/** The message's own value, else the certificate's for messages of this class. */
export function kindOf(settings: OppoSettings, options: OppoOptions, priority: PushContent['class']): Kind {
  const isBulk = priority === 'bulk';
  const usual = settings.category ?? DEFAULT_CATEGORY;
  const category = options.category || (isBulk ? (settings.bulkCategory ?? DEFAULT_BULK_CATEGORY) : usual);
  const notifyLevel = options.notifyLevel || (isBulk ? undefined : settings.notifyLevel);
  const isService = classOf(category) === 'service';
  const certified = isBulk ? settings.bulkTemplate : settings.template;
  const templateId = isService ? options.templateId || certified?.id : undefined;
  return {
    class: classOf(category),
    category,
    notifyLevel,
    templateId,
    certified,
    isUsual:
      category === usual &&
      notifyLevel === settings.notifyLevel &&
      templateId === (classOf(usual) === 'service' ? settings.template?.id : undefined),
    isUsualClass: classOf(category) === classOf(usual),
  };
}
