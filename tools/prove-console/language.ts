// The languages of the console, and what a browser calls them. Pure.
export const LANGUAGES = ['en', 'zh-cn'] as const;
export type Language = (typeof LANGUAGES)[number];

export const TAGS: Record<Language, string> = { en: 'en-GB', 'zh-cn': 'zh-CN' };
