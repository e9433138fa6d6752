// The template of one message and the values of its variables. The message's own values win over the certificate's mapping.
import { fill } from '../shared/content/template';
import { DEFAULT_TEXT, DEFAULT_TITLE } from '../shared/text/words';
import { MAX_VALUE, type XiaomiSettings } from './credential';
import type { XiaomiOptions } from './options';

export type Templated =
  | { readonly ok: true; readonly extra: Readonly<Record<string, string>>; readonly notes: readonly string[] }
  | { readonly ok: false; readonly code: 'bad-options'; readonly detail: string };

const refused = (detail: string): Templated => ({ ok: false, code: 'bad-options', detail });

/** `isPublic`: a message of a public channel, which needs no template. */
export function templateOf(
  settings: XiaomiSettings,
  options: XiaomiOptions,
  words: { readonly title: string; readonly text: string },
  isPublic: boolean,
): Templated {
  const certified = isPublic ? undefined : settings.template;
  const id = options.templateId ?? certified?.id;
  const own = options.templateParam;
  if (id === undefined) {
    return {
      ok: true,
      extra: {},
      notes: own === undefined ? [] : ['template variables left out: there is no template'],
    };
  }
  if (id !== certified?.id) {
    return own === undefined
      ? refused(
          'push.vendors.xiaomi/templateParam: belongs to a templateId of its own; {} if it has no variables',
        )
      : templated(id, own, []);
  }
  const unknown = Object.keys(own ?? {}).some((name) => !Object.hasOwn(certified.parameters, name));
  if (unknown)
    return refused("push.vendors.xiaomi/templateParam: has a variable that the certificate's template lacks");
  const { values, notes } = fill(certified.parameters, words, {
    maxLength: MAX_VALUE,
    clean: withoutSymbols,
    otherwise: { title: DEFAULT_TITLE, text: DEFAULT_TEXT },
  });
  return templated(id, { ...values, ...own }, own === undefined ? notes : []);
}

const templated = (
  id: string,
  values: Readonly<Record<string, string>>,
  notes: readonly string[],
): Templated => ({ ok: true, extra: { template_id: id, template_param: JSON.stringify(values) }, notes });

const CLUSTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Emoji, "other symbols" and code points without a meaning: a variable that has one is refused (pId 2314). */
const REFUSED =
  /[\p{So}\p{Cn}\p{Cs}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u20e3]/u;

/** Removes whole grapheme clusters, so that no joiner of a composed emoji is left. */
function withoutSymbols(words: string): string {
  if (!REFUSED.test(words)) return words;
  const kept = [...CLUSTERS.segment(words)].filter(({ segment }) => !REFUSED.test(segment));
  return kept
    .map(({ segment }) => segment)
    .join('')
    .replace(/\s{2,}/g, ' ')
    .trim();
}
