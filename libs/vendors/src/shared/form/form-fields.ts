// The fields of a vendor's form with their words, in the order of the vendor's own pages, for programs that draw the form. How a value is
// entered follows from its schema, so that a new vendor has a form before anybody wrote a word about it.
import type { TSchema } from '@sinclair/typebox';
import type { CatalogEntry } from '../../vendor';
import { type ClickChoice, clickChoicesOf } from './click-choices';
import type { FieldWords, Look, Words } from './form-words';

/** How a value is entered. `fixed`: there is only one. `json`: a value with parts. */
export const FIELD_KINDS = ['text', 'lines', 'choice', 'switch', 'click', 'list', 'json', 'fixed'] as const;

interface FormField {
  /** A secret (sealed, never readable again), or what is not. */
  readonly part: 'credential' | 'settings';
  readonly name: string;
  readonly kind: (typeof FIELD_KINDS)[number];
  readonly required: boolean;
  /** Not shown while it is typed. */
  readonly isSecret: boolean;
  /** Shown at once; the others are folded away. */
  readonly isUsual: boolean;
  /** With another value all tokens are useless. */
  readonly bindsTokens: boolean;
  readonly label: Words;
  readonly hint: Words;
  readonly where: Words;
  readonly looks: readonly Look[];
  /** Of a `choice`. */
  readonly choices?: readonly { readonly value: string | number; readonly label: Words }[];
  /** Of a `click`. */
  readonly clicks?: readonly ClickChoice[];
  /** Of a `fixed` one. */
  readonly value?: string | number;
  readonly onlyIf?: { readonly field: string; readonly is: string };
  /** Never of a secret. */
  readonly example?: unknown;
}

type Part = FormField['part'];

/** A text that is as long as this has several lines. */
const LINES_FROM = 1_000;

export function formFieldsOf(entry: CatalogEntry): FormField[] {
  const order = Object.keys(entry.words.fields);
  const rank = ({ name }: FormField) => (order.includes(name) ? order.indexOf(name) : order.length);
  return (['credential', 'settings'] as const)
    .flatMap((part) =>
      Object.entries(propertiesOf(entry[part])).map(([name, schema]) => fieldOf(entry, part, name, schema)),
    )
    .sort((a, b) => rank(a) - rank(b));
}

function fieldOf(entry: CatalogEntry, part: Part, name: string, schema: TSchema): FormField {
  const { fields, console } = entry.words;
  const known: Partial<FieldWords> = fields[name] ?? {};
  const hint = schema.description ?? '';
  const required = isRequired(entry[part], name);
  const kind = kindOf(schema, variantsOf(entry[part], name));
  const isSecret =
    part === 'credential' && known.isPlain !== true && ['text', 'lines', 'json'].includes(kind);
  return {
    ...{ part, name, kind, required, isSecret },
    isUsual: required || known.isUsual === true || known.onlyIf !== undefined,
    bindsTokens: part === 'settings' && entry.bindsTokens?.includes(name) === true,
    label: known.label ?? { en: name, zh: name },
    hint: { en: hint, zh: known.hint ?? hint },
    where: known.where ?? console,
    looks: known.looks ?? [],
    ...(known.onlyIf !== undefined && { onlyIf: known.onlyIf }),
    ...enteredAs(kind, schema, variantsOf(entry[part], name), known),
    ...(part === 'settings' && exampleOf(entry.settings, name)),
  };
}

/** What else a kind of field needs. */
function enteredAs(
  kind: FormField['kind'],
  schema: TSchema,
  constants: readonly (string | number)[],
  { choices = {} }: Partial<FieldWords>,
): Partial<FormField> {
  if (kind === 'click') return { clicks: clickChoicesOf(schema) ?? [] };
  if (kind === 'fixed') return { value: constants[0] ?? '' };
  if (kind !== 'choice') return {};
  const label = (value: string | number) => choices[value] ?? { en: String(value), zh: String(value) };
  return { choices: constants.map((value) => ({ value, label: label(value) })) };
}

function kindOf(schema: TSchema, constants: readonly (string | number)[]): FormField['kind'] {
  if (clickChoicesOf(schema) !== undefined) return 'click';
  if (constants.length > 0) return constants.length === 1 ? 'fixed' : 'choice';
  switch (schema['type']) {
    case 'boolean':
      return 'switch';
    case 'array':
      return 'list';
    case 'string':
      return (schema['maxLength'] ?? 0) >= LINES_FROM ? 'lines' : 'text';
    default:
      return 'json';
  }
}

/** The words that a field takes, also where each variant of the form has its own; empty if it takes others, too. */
function variantsOf(form: TSchema, name: string): (string | number)[] {
  const variants = (form['anyOf'] as TSchema[] | undefined) ?? [form];
  const schemas = variants.flatMap((variant) => propertiesOf(variant)[name] ?? []);
  const perSchema = schemas.map(constantsOf);
  return perSchema.some((list) => list.length === 0) ? [] : [...new Set(perSchema.flat())];
}

function constantsOf(schema: TSchema): (string | number)[] {
  if ('const' in schema) return [schema['const'] as string | number];
  if (Array.isArray(schema['enum'])) return schema['enum'] as string[];
  const inner = (schema['anyOf'] as TSchema[] | undefined) ?? [];
  return inner.every((one) => 'const' in one) ? inner.map((one) => one['const'] as string | number) : [];
}

function exampleOf(schema: TSchema, name: string): { example?: unknown } {
  const [first] = (schema['examples'] ?? []) as Record<string, unknown>[];
  return first?.[name] === undefined ? {} : { example: first[name] };
}

const propertiesOf = (schema: TSchema): Record<string, TSchema> =>
  (schema['properties'] ?? {}) as Record<string, TSchema>;

/** Of a form with variants: what each of them wants. */
function isRequired(schema: TSchema, name: string): boolean {
  const variants = (schema['anyOf'] as TSchema[] | undefined) ?? [schema];
  return variants.every((variant) => (variant['required'] as string[] | undefined)?.includes(name) === true);
}
