// Explains to an operator what a schema refuses: the field and its rule, never the value, which may be a secret.
import { explained, type Problem } from '@offline-push/contracts';
import type { TSchema } from '@sinclair/typebox';
import { type ValueError, ValueErrorType } from '@sinclair/typebox/compiler';

/** One problem per field, at most ten. */
export const explain = (errors: Iterable<ValueError>): Problem[] =>
  explained(errors, { rule: ruleOf, oneOf: (words) => `must be one of: ${words.join(', ')}` });

function ruleOf({ type, message, schema }: ValueError): string {
  if (type === ValueErrorType.ObjectRequiredProperty) return 'is missing';
  if (type === ValueErrorType.ObjectAdditionalProperties) return 'is not a field here';
  const says = typeof schema.description === 'string' ? `. ${schema.description}` : '';
  return `${REWORDED[type]?.(schema) ?? message}${says}`;
}

/** For patterns and formats the description of the field gives the rule. */
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
