// The template of one message and the values of its variables. The message's own values win over the certificate's mapping.
import { fill, type Fillings } from '../shared/content/template';
import { DEFAULT_TEXT, DEFAULT_TITLE } from '../shared/text/words';
import type { Kind, OppoOptions } from './options';

/** Every character counts one; the vendor's SDK counts UTF-16 units, so these are units (sheet 3.4). */
export const MAX_TITLE = 50;
/** By style: OPPO's current document. Older ones and the SDK allow 200, which may no longer hold (sheet 0, fact 10). */
export const MAX_CONTENT = { 1: 50, 2: 128 } as const;

type Values = Readonly<Record<string, string>>;

export interface TemplateFields {
  readonly private_msg_template_id?: string;
  readonly private_title_parameters?: Values;
  readonly private_content_parameters?: Values;
}

export type Templated =
  | { readonly ok: true; readonly fields: TemplateFields; readonly notes: readonly string[] }
  | { readonly ok: false; readonly code: 'bad-options'; readonly detail: string };

const refused = (rule: string): Templated => ({
  ok: false,
  code: 'bad-options',
  detail: `push.vendors.oppo/${rule}`,
});

export function templateOf(
  { templateId, certified, class: messageClass }: Kind,
  options: OppoOptions,
  words: { readonly title: string; readonly text: string },
  style: 1 | 2,
): Templated {
  const own = {
    title: options.titleParameters || undefined,
    content: options.contentParameters || undefined,
  };
  if (templateId === undefined) {
    return { ok: true, fields: {}, notes: leftOut(options, messageClass) };
  }
  if (templateId !== certified?.id) {
    return own.title === undefined && own.content === undefined
      ? refused(
          'titleParameters: belong to a templateId of its own, or contentParameters; {} if it has no variables',
        )
      : { ok: true, fields: fieldsOf(templateId, own.title, own.content), notes: [] };
  }
  const { titleParameters, contentParameters } = certified;
  if (hasMore(own.title, titleParameters))
    return refused("titleParameters: has a variable that the certificate's template lacks");
  if (hasMore(own.content, contentParameters))
    return refused("contentParameters: has a variable that the certificate's template lacks");
  const otherwise = { title: DEFAULT_TITLE, text: DEFAULT_TEXT };
  const title = fill(titleParameters, words, { maxLength: MAX_TITLE, otherwise });
  const content = fill(contentParameters, words, { maxLength: MAX_CONTENT[style], otherwise });
  return {
    ok: true,
    fields: fieldsOf(templateId, { ...title.values, ...own.title }, { ...content.values, ...own.content }),
    notes: [...new Set([...title.notes, ...content.notes])],
  };
}

const hasMore = (own: Values | undefined, declared: Fillings): boolean =>
  Object.keys(own ?? {}).some((name) => !Object.hasOwn(declared, name));

const fieldsOf = (id: string, title: Values | undefined, content: Values | undefined): TemplateFields => ({
  private_msg_template_id: id,
  ...(title !== undefined && Object.keys(title).length > 0 && { private_title_parameters: title }),
  ...(content !== undefined && Object.keys(content).length > 0 && { private_content_parameters: content }),
});

function leftOut(options: OppoOptions, messageClass: Kind['class']): string[] {
  const { templateId, titleParameters, contentParameters } = options;
  if (templateId && messageClass === 'marketing')
    return ['template left out: only service categories have one'];
  return titleParameters || contentParameters ? ['template parameters left out: there is no template'] : [];
}
