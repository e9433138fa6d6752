// What a form is drawn from: the fields of a vendor as certificates describes them. Nothing here knows a vendor.
import type { components } from '../../api/types/certificates';
import type { Language } from '../../texts/language';

export type Vendor = components['schemas']['Vendor'];
export type Field = components['schemas']['VendorField'];
export type FileDrop = components['schemas']['FileDrop'];

export interface Words {
  readonly en: string;
  readonly zh: string;
}
export const inLanguage = (words: Words, language: Language): string =>
  language === 'zh-cn' ? words.zh : words.en;

/** What was entered in one field. A secret is never among it: see secrets.ts. */
export type Entry = string | boolean | Click;
export interface Click {
  readonly action: string;
  /** Of the field that the action needs. */
  readonly value: string;
}
export type Entries = Readonly<Record<string, Entry>>;

export const isClick = (entry: Entry | undefined): entry is Click => typeof entry === 'object';

/** Whether the field is asked for at the moment: some are only with one choice of another field. */
export function isAsked({ kind, onlyIf }: Field, entries: Entries): boolean {
  if (kind === 'fixed') return false;
  return onlyIf === undefined || entries[onlyIf.field] === onlyIf.is;
}

/** The pattern of a text's schema; undefined: it has none. */
export function patternOf(vendor: Vendor, { part, name }: Field): RegExp | undefined {
  const properties = vendor[part]['properties'] as Record<string, { pattern?: string }> | undefined;
  const pattern = properties?.[name]?.pattern;
  return pattern === undefined ? undefined : new RegExp(pattern, 'u');
}
