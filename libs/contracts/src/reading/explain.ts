// Explains what a schema refuses: the field and its rule, never the value, which may be a secret. The HTTP API and the vendors may word a
// rule in their own way (`Wording`); which field is wrong is decided here.
import type { TSchema } from '@sinclair/typebox';
import { type ValueError, ValueErrorType } from '@sinclair/typebox/compiler';

export const MAX_PROBLEMS = 10;

export interface Problem {
  /** JSON pointer to the field; "" is the whole document. */
  pointer: string;
  /** The rule that the field breaks, in words. */
  rule: string;
}

/** How a caller puts rules into words. */
export interface Wording {
  rule: (error: ValueError) => string;
  oneOf: (words: readonly string[]) => string;
}

/** The first problem of each field, at most ten. */
export function explained(errors: Iterable<ValueError>, wording: Wording = PLAIN): Problem[] {
  const byPointer = new Map<string, Problem>();
  for (const error of errors) {
    for (const problem of problemsIn(error, wording))
      if (!byPointer.has(problem.pointer)) byPointer.set(problem.pointer, problem);
    if (byPointer.size >= MAX_PROBLEMS) break;
  }
  return [...byPointer.values()].slice(0, MAX_PROBLEMS);
}

const problemsIn = (error: ValueError, wording: Wording): Problem[] =>
  error.type === ValueErrorType.Union
    ? problemsOfUnion(error, wording)
    : [{ pointer: error.path, rule: wording.rule(error) }];

/**
 * Explains a union better than "Expected union value". If the value is meant as one of the alternatives, it gives the problems of that one;
 * else the fixed words that the union takes, or the kinds of value.
 */
function problemsOfUnion(error: ValueError, wording: Wording): Problem[] {
  const alternatives = error.errors.map((errors) => [...leading(errors, 2 * MAX_PROBLEMS)]);
  const meant = alternatives.filter((errors) => errors.every((each) => !isAnother(each, error.path)));
  const [only] = meant;
  if (meant.length === 1 && only !== undefined) return explained(only, wording);
  const words = alternatives.flat().filter(isFixedWord);
  const [first] = words;
  if (first !== undefined && (isBranch(error.value) || first.path === error.path))
    return [{ pointer: first.path, rule: wording.oneOf(words.map(wordOf)) }];
  const kinds = new Set(alternatives.flatMap(([whole]) => (whole ? [kindOf(whole)] : [])));
  return [{ pointer: error.path, rule: `must be ${[...kinds].join(' or ')}` }];
}

/** The first `count` of them: a list may have a hundred thousand errors. */
function* leading<T>(all: Iterable<T>, count: number): Iterable<T> {
  for (const one of all)
    if (count-- > 0) yield one;
    else return;
}

/** True if the value is of another kind, or has the word of another variant. */
const isAnother = (error: ValueError, path: string): boolean =>
  isFixedWord(error) || (error.path === path && KINDS[error.type] !== undefined);

const isFixedWord = ({ type }: ValueError): boolean => type === ValueErrorType.Literal;
const wordOf = ({ schema }: ValueError): string => String(schema['const']);
const isBranch = (value: unknown): boolean => typeof value === 'object' && value !== null;

const KINDS: Partial<Record<ValueErrorType, string>> = {
  [ValueErrorType.String]: 'a text',
  [ValueErrorType.Object]: 'an object',
  [ValueErrorType.Array]: 'a list',
  [ValueErrorType.Boolean]: 'true or false',
  [ValueErrorType.Integer]: 'an integer',
  [ValueErrorType.Number]: 'a number',
  [ValueErrorType.Null]: 'null',
};

const kindOf = (error: ValueError): string => KINDS[error.type] ?? ruleInWords(error);

/** The words for topics and HTTP bodies. */
const PLAIN: Wording = { rule: ruleInWords, oneOf: (words) => `must be one of ${words.join(', ')}` };

function ruleInWords(error: ValueError): string {
  const { type, schema, value, message } = error;
  if (type === ValueErrorType.ObjectRequiredProperty) return 'is missing';
  if (type === ValueErrorType.Literal) return `must be ${JSON.stringify(schema['const'])}`;
  const kind = KINDS[type];
  if (kind !== undefined) return value === undefined ? 'is missing' : `must be ${kind}`;
  return RULES[type]?.(schema) ?? message;
}

const FORMATS: Record<string, string> = {
  text: 'must be text without NUL and lone surrogates',
  id: 'must have no control characters and no lone surrogates',
  name: 'must be a name in one line: something to see, no control characters, line ends, direction marks and lone surrogates',
};

/** The description of a field, behind its rule. */
const hint = (schema: TSchema): string =>
  schema.description ? ` (${schema.description.replace(/\.$/, '')})` : '';

const RULES: Partial<Record<ValueErrorType, (schema: TSchema) => string>> = {
  [ValueErrorType.StringPattern]: (schema) => `must match ${String(schema['pattern'])}${hint(schema)}`,
  [ValueErrorType.StringFormat]: ({ format }) => FORMATS[String(format)] ?? `must be a ${String(format)}`,
  [ValueErrorType.StringMinLength]: (schema) =>
    `must have at least ${amount(schema['minLength'], 'character')}`,
  [ValueErrorType.StringMaxLength]: (schema) =>
    `must have at most ${amount(schema['maxLength'], 'character')}`,
  [ValueErrorType.IntegerMinimum]: (schema) => `must be at least ${String(schema['minimum'])}${hint(schema)}`,
  [ValueErrorType.IntegerMaximum]: (schema) => `must be at most ${String(schema['maximum'])}${hint(schema)}`,
  [ValueErrorType.NumberMinimum]: (schema) => `must be at least ${String(schema['minimum'])}`,
  [ValueErrorType.NumberMaximum]: (schema) => `must be at most ${String(schema['maximum'])}`,
  [ValueErrorType.ArrayMinItems]: (schema) => `must have at least ${amount(schema['minItems'], 'entry')}`,
  [ValueErrorType.ArrayMaxItems]: (schema) => `must have at most ${amount(schema['maxItems'], 'entry')}`,
  [ValueErrorType.ObjectMaxProperties]: (schema) =>
    `must have at most ${amount(schema['maxProperties'], 'field')}`,
  [ValueErrorType.ObjectAdditionalProperties]: () => 'is not a field here',
};

const amount = (count: unknown, what: string): string =>
  `${String(count)} ${count === 1 ? what : what.replace(/y$/, 'ie') + 's'}`;
