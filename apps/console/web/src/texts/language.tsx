// Each page's texts stand in both languages side by side; the compiler finds what one of them lacks.
import { createContext, type ReactNode, useContext } from 'react';

export const LANGUAGES = ['en', 'zh-cn'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What the browser and `Intl` call it. */
export const TAGS: Record<Language, string> = { en: 'en', 'zh-cn': 'zh-CN' };

/** The same shape, with other words. */
type Words<T> = {
  [K in keyof T]: T[K] extends (...given: infer A) => string
    ? (...given: A) => string
    : T[K] extends string
      ? string
      : Words<T[K]>;
};

export type Texts<T> = Record<Language, T>;

/** English is the shape; what Chinese lacks does not compile. Whole sentences only: a text with gaps is a function. */
export const textsOf = <const T,>(en: T, zhCn: Words<T>): Texts<Words<T>> => ({
  en: en as unknown as Words<T>,
  'zh-cn': zhCn,
});

/** From what the browser asks for. */
export function languageFor(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    if (/^zh\b/i.test(tag)) return 'zh-cn';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'en';
}

const Spoken = createContext<Language>('en');

export const LanguageProvider = ({ language, children }: { language: Language; children: ReactNode }) => (
  <Spoken.Provider value={language}>{children}</Spoken.Provider>
);

export const useLanguage = (): Language => useContext(Spoken);

export const useTexts = <T,>(texts: Texts<T>): T => texts[useLanguage()];
