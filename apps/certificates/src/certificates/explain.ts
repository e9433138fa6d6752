// What a schema refuses, in words an operator can act on: the field and its rule, never the value, which may be a secret.
import type { Problem } from '@offline-push/contracts';
import type { TSchema } from '@sinclair/typebox';
import { type ValueError, ValueErrorType } from '@sinclair/typebox/compiler';

const MAX_PROBLEMS = 10;

/** One problem per field, at most ten. */
export function explain(errors: Iterable<ValueError>): Problem[] {
  const byPointer = new Map<string, Problem>();
  for (const error of errors) {
    for (const problem of problemsIn(error)) {
      if (!byPointer.has(problem.pointer)) byPointer.set(problem.pointer, problem);
    }
    if (byPointer.size >= MAX_PROBLEMS) break;
  }
  return [...byPointer.values()].slice(0, MAX_PROBLEMS);
}

const problemsIn = (error: ValueError): Problem[] =>
  error.type === ValueErrorType.Union
    ? problemsOfUnion(error)
    : [{ pointer: error.path, rule: ruleOf(error) }];

/**
 * "Expected union value" helps nobody. If the value is of one variant by its fixed words (`"action": "open-url"`), what that
 * variant refuses is the answer; else the words themselves are.
 */
function problemsOfUnion(error: ValueError): Problem[] {
  const variants = error.errors.map((errors) => [...errors]);
  const meant = variants.filter((problems) => !problems.some(isFixedWord));
  const [only] = meant;
  if (meant.length === 1 && only !== undefined) return explain(only);
  const words = variants.flat().filter(isFixedWord);
  const [first] = words;
  if (first === undefined) return [{ pointer: error.path, rule: ruleOf(error) }];
  return [{ pointer: first.path, rule: `must be one of: ${words.map(wordOf).join(', ')}` }];
}

const isFixedWord = ({ type }: ValueError): boolean => type === ValueErrorType.Literal;

const wordOf = ({ schema }: ValueError): string => String(schema['const']);

function ruleOf({ type, message, schema }: ValueError): string {
  if (type === ValueErrorType.ObjectRequiredProperty) return 'is missing';
  if (type === ValueErrorType.ObjectAdditionalProperties) return 'is not a field here';
  const says = typeof schema.description === 'string' ? `. ${schema.description}` : '';
  return `${REWORDED[type]?.(schema) ?? message}${says}`;
}

/** Patterns and formats are for machines; the description beside them says the rule. */
const REWORDED: Partial<Record<ValueErrorType, (schema: TSchema) => string>> = {
  [ValueErrorType.StringPattern]: () => 'does not have the right form',
  [ValueErrorType.StringFormat]: () => 'has characters that cannot be stored',
  [ValueErrorType.StringMinLength]: (schema) =>
    `must have at least ${String(schema['minLength'])} characters`,
  [ValueErrorType.StringMaxLength]: (schema) => `must have at most ${String(schema['maxLength'])} characters`,
  [ValueErrorType.String]: () => 'must be a text',
  [ValueErrorType.Object]: () => 'must be an object',
  [ValueErrorType.Array]: () => 'must be a list',
  [ValueErrorType.Boolean]: () => 'must be true or false',
  [ValueErrorType.Integer]: () => 'must be a whole number',
  [ValueErrorType.Literal]: (schema) => `must be ${JSON.stringify(schema['const'])}`,
};
