// What a message's options say, without those that it leaves empty: clients write out what they do not set.

/** The same options without the empty words that `orEmpty` schemas take. */
export type Said<T> = { readonly [Name in keyof T]?: Exclude<T[Name], '' | null> };

/** What is left out keeps what the certificate says. 0 and false are said. */
export const said = <T extends object>(options: T): Said<T> =>
  Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== '' && value !== null),
  ) as Said<T>;
