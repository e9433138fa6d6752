// Which language a caller reads, by Accept-Language (RFC 9110), and what the answer says of it. Codes are the same in all of them.
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Type } from '@sinclair/typebox';
import type { Request, Response } from 'express';
import type { HeaderNote } from '../open-api/known-headers';

const ACCEPT_LANGUAGE: HeaderNote = {
  name: 'Accept-Language',
  description:
    'In which language texts are wanted. Every kind of Chinese is answered in Simplified Chinese (zh-CN), all else in English (en).',
  schema: Type.String(),
  example: 'zh-CN',
};
const CONTENT_LANGUAGE: HeaderNote = {
  name: 'Content-Language',
  description: 'In which language the texts are.',
  schema: Type.String(),
  example: 'zh-CN',
};
const VARY: HeaderNote = {
  name: 'Vary',
  description: 'A cache keeps the answers of each language apart.',
  schema: Type.String(),
  example: 'Accept-Language',
};

/** For the notes of an operation whose handler takes `@SpokenIn`. */
export const SPOKEN = { sends: [ACCEPT_LANGUAGE], answers: [CONTENT_LANGUAGE, VARY] } as const;

/** The language of the caller as a parameter of a handler; the answer names it. The first of `languages` is for whoever reads none of them. */
export const SpokenIn = createParamDecorator(
  (languages: readonly string[], context: ExecutionContext): string => {
    const http = context.switchToHttp();
    const language = languageOf(http.getRequest<Request>().headers['accept-language'], languages);
    const response = http.getResponse<Response>();
    response.setHeader('Content-Language', language);
    response.vary('Accept-Language');
    return language;
  },
);

/** Longer ones are not read further. */
const MOST_WISHES = 50;

/** The wish with the greatest weight that we can meet; of equal ones the first. */
export function languageOf(header: string | undefined, languages: readonly string[]): string {
  const [first = 'en'] = languages;
  const wishes = (header ?? '').split(',', MOST_WISHES).map(wishOf);
  const met = wishes.flatMap(({ tag, weight }) => {
    const language = tag === '*' ? first : languages.find((one) => primaryOf(one) === primaryOf(tag));
    return language !== undefined && weight > 0 ? [{ language, weight }] : [];
  });
  return met.reduce((best, one) => (one.weight > best.weight ? one : best), { language: first, weight: 0 })
    .language;
}

/** `zh-Hans-CN;q=0.8`. A weight that cannot be read counts as none. */
function wishOf(wish: string): { tag: string; weight: number } {
  const [tag = '', ...parameters] = wish.split(';').map((part) => part.trim().toLowerCase());
  const given = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const weight = given === undefined ? 1 : Number(given);
  return { tag, weight: weight >= 0 && weight <= 1 ? weight : 0 };
}

const primaryOf = (tag: string): string => tag.toLowerCase().split('-', 1)[0] ?? tag;
