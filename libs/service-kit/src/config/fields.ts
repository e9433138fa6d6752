// The kinds of setting that a service can declare. A field has a rule in words and reads a text; read-config.ts gets the text from the
// environment.
import { Secret } from '../secret';

export interface Field<T> {
  /** One sentence for the operator. */
  readonly says: string;
  /** What a value must be, in words that follow "must be". */
  readonly rule: string;
  readonly isSecret: boolean;
  readonly isOptional: boolean;
  readonly default: T | undefined;
  /** Another setting that must be set if this one is. */
  readonly together: string | undefined;
  /** Undefined if the text breaks the rule. */
  read(text: string): T | undefined;
  /** What is wrong with a text that keeps the rule, in words that show no secret. */
  complains?(text: string): string | undefined;
}

export type Fields = Readonly<Record<string, Field<unknown>>>;

/** The environment of the process, or one that a test passes. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The parsed settings of a service, by the names of the environment. */
export type ConfigOf<F extends Fields> = {
  readonly [Name in keyof F]: F[Name] extends Field<infer T> ? T : never;
};

interface Rules<T> {
  readonly says: string;
  /** Without a default the setting is required, unless it is optional. */
  readonly default?: T;
  readonly optional?: true;
  readonly together?: string;
  /** What is wrong with a text that keeps the rule, in words that show no secret. */
  readonly complains?: (text: string) => string | undefined;
}

type FieldFor<T, R> = R extends { optional: true } ? Field<T | undefined> : Field<T>;

function field<T, R extends Rules<T>>(
  rules: R,
  rule: string,
  read: (text: string) => T | undefined,
  isSecret = false,
): FieldFor<T, R> {
  const made: Field<T> = {
    says: rules.says,
    rule,
    isSecret,
    isOptional: rules.optional === true,
    default: rules.default,
    together: rules.together,
    read,
    ...(rules.complains && { complains: rules.complains }),
  };
  return made as FieldFor<T, R>;
}

interface Form {
  /** The whole text must match. */
  readonly matches?: RegExp;
  /** The rule in words, like "a URL like postgres://…". Needed where `matches` is hard to read. */
  readonly rule?: string;
}

const accepts = (form: Form, text: string): boolean => form.matches?.test(text) ?? true;

/** A text of one line. */
export const text = <R extends Rules<string> & Form>(rules: R): FieldFor<string, R> =>
  field(rules, ruleOf(rules, 'a text of one line'), (given) =>
    !/[\r\n\0]/.test(given) && accepts(rules, given) ? given : undefined,
  );

/** A whole number within bounds. The name of the setting ends in its unit. */
export const integer = <R extends Rules<number> & { readonly min: number; readonly max: number }>(
  rules: R,
): FieldFor<number, R> =>
  field(rules, `a whole number from ${rules.min} to ${rules.max}`, (given) => {
    const value = /^-?\d{1,15}$/.test(given) ? Number(given) : Number.NaN;
    return value >= rules.min && value <= rules.max ? value : undefined;
  });

/** Only the words true and false. */
export const flag = <R extends Rules<boolean>>(rules: R): FieldFor<boolean, R> =>
  field(rules, 'true or false', (given) => (given === 'true' ? true : given === 'false' ? false : undefined));

/** One word of a closed set. */
export const oneOf = <const W extends readonly string[], R extends Rules<W[number]>>(
  words: W,
  rules: R,
): FieldFor<W[number], R> =>
  field<W[number], R>(rules, `one of ${words.join(', ')}`, (given) => words.find((word) => word === given));

/** An absolute http or https URL without credentials. A closing "/" is removed. */
export const url = <R extends Rules<string>>(rules: R): FieldFor<string, R> =>
  field(rules, 'an http or https URL without user and password', (given) => {
    if (!URL.canParse(given)) return undefined;
    const parsed = new URL(given);
    const isPlain = /^https?:$/.test(parsed.protocol) && parsed.username === '' && parsed.password === '';
    return isPlain ? given.replace(/(?<!\/)\/+$/, '') : undefined;
  });

/** Parts between commas. Blanks around a part are removed, an empty part is refused. */
export const list = <R extends Rules<readonly string[]> & Form>(rules: R): FieldFor<readonly string[], R> =>
  field<readonly string[], R>(rules, ruleOf(rules, 'a list with commas between its parts'), (given) => {
    const parts = given.split(',').map((part) => part.trim());
    return parts.every((part) => part !== '' && accepts(rules, part)) ? parts : undefined;
  });

/** A setting that is masked wherever it is shown. `X` may also come from the file that `X_FILE` names. */
export const secret = <R extends Rules<Secret> & Form>(rules: R): FieldFor<Secret, R> =>
  field(
    rules,
    ruleOf(rules, 'a secret text'),
    (given) => (accepts(rules, given) ? new Secret(given) : undefined),
    true,
  );

const ruleOf = (form: Form, plain: string): string =>
  form.rule ?? (form.matches === undefined ? plain : `${plain} matching ${form.matches.source}`);
