// The fields of a vendor's form with their words, in the order of its schemas, for programs that draw the form.
import type { TSchema } from '@sinclair/typebox';
import type { CatalogEntry } from '../../vendor';
import type { Words } from './form-words';

interface FormField {
  /** A secret (sealed, never readable again), or what is not. */
  readonly part: 'credential' | 'settings';
  readonly name: string;
  readonly required: boolean;
  /** With another value all tokens are useless. */
  readonly bindsTokens: boolean;
  readonly label: Words;
  readonly hint: Words;
  readonly where: Words;
}

type Part = FormField['part'];

export const formFieldsOf = (entry: CatalogEntry): FormField[] =>
  (['credential', 'settings'] as const).flatMap((part) =>
    Object.entries(propertiesOf(entry[part])).map(([name, schema]) => fieldOf(entry, part, name, schema)),
  );

function fieldOf(entry: CatalogEntry, part: Part, name: string, schema: TSchema): FormField {
  const { fields, console } = entry.words;
  const known = fields[name];
  const hint = schema.description ?? '';
  return {
    part,
    name,
    required: isRequired(entry[part], name),
    bindsTokens: part === 'settings' && entry.bindsTokens?.includes(name) === true,
    label: known?.label ?? { en: name, zh: name },
    hint: { en: hint, zh: known?.hint ?? hint },
    where: known?.where ?? console,
  };
}

const propertiesOf = (schema: TSchema): Record<string, TSchema> =>
  schema['properties'] as Record<string, TSchema>;

/** Of a form with variants: what each of them wants. */
function isRequired(schema: TSchema, name: string): boolean {
  const variants = (schema['anyOf'] as TSchema[] | undefined) ?? [schema];
  return variants.every((variant) => (variant['required'] as string[] | undefined)?.includes(name) === true);
}
