// The languages that we answer in. A text that lacks one of them, or is empty in one, does not compile. Pure.
export const LANGUAGES = ['en', 'zh-CN'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The same words in each language. */
export type Text = { readonly [language in Language]: string };

type Filled<T extends string> = T extends '' ? never : T;

export const says = <const English extends string, const Chinese extends string>(
  en: English & Filled<English>,
  zh: Chinese & Filled<Chinese>,
): Text => ({ en, 'zh-CN': zh });

/** Names in braces, which are filled in later: `Since {at}.` */
type Slots<T extends string> = T extends `${string}{${infer Slot}}${infer Rest}` ? Slot | Slots<Rest> : never;

/** A sentence with gaps. */
export interface Sentence<Slot extends string = string> {
  readonly text: Text;
  /** A type only: nobody reads it. */
  readonly slots?: Slot;
}

/** Both languages fill the same gaps. */
export const sentence = <const English extends string, const Chinese extends string>(
  en: English & Filled<English>,
  zh: [Slots<English>, Slots<Chinese>] extends [Slots<Chinese>, Slots<English>]
    ? Chinese & Filled<Chinese>
    : never,
): Sentence<Slots<English>> => ({ text: { en, 'zh-CN': zh } });

/** What fills a gap: the same in all languages, or words of ours. */
export type Filling = Readonly<Record<string, string | number | Text>>;

export function filled({ en, 'zh-CN': zh }: Text, filling: Filling): Text {
  return { en: fill(en, 'en', filling), 'zh-CN': fill(zh, 'zh-CN', filling) };
}

function fill(template: string, language: Language, filling: Filling): string {
  return template.replace(/\{(\w+)\}/g, (gap, slot: string) => {
    const value = filling[slot];
    if (value === undefined) return gap;
    return typeof value === 'object' ? value[language] : String(value);
  });
}

/** One after the other. Chinese sentences end in a sign of full width and need no blank. */
export function joined(...parts: readonly (Text | string | undefined)[]): Text {
  const of = (language: Language): string =>
    parts
      .map((part) => (typeof part === 'object' ? part[language] : (part ?? '')))
      .filter((part) => part !== '')
      .reduce(
        (said, part) => (said === '' || /[。？！：；]$/u.test(said) ? said + part : `${said} ${part}`),
        '',
      );
  return { en: of('en'), 'zh-CN': of('zh-CN') };
}

export const inEnglish = <Code extends string>(
  table: Readonly<Record<Code, Text>>,
): Readonly<Record<Code, string>> =>
  Object.fromEntries(Object.entries<Text>(table).map(([code, text]) => [code, text.en])) as Record<
    Code,
    string
  >;
