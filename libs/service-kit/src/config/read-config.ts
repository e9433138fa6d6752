// Reads typed settings from the environment, or tells all problems at once. Secret files are read here.
import { readFileSync } from 'node:fs';
import type { Secret } from '../secret';
import type { ConfigOf, Environment, Field, Fields } from './fields';
import { unknownNames } from './unknown-names';

/** EX_CONFIG of sysexits.h: the configuration is wrong, and starting again does not help. */
export const EXIT_CONFIG = 78;

/** Enough for a password or a key ring. */
const MAX_FILE_BYTES = 65_536;

export class ConfigInvalid extends Error {
  readonly exitCode = EXIT_CONFIG;

  constructor(readonly problems: readonly string[]) {
    super(
      `The configuration has ${problems.length} problem(s):\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
    this.name = 'ConfigInvalid';
  }
}

export interface Setting {
  readonly name: string;
  readonly source: 'default' | 'environment' | 'file' | 'absent';
  readonly value: unknown;
}

export interface ConfigReading<F extends Fields> {
  readonly config: ConfigOf<F>;
  readonly settings: readonly Setting[];
  readonly problems: readonly string[];
  /** Names that look like ours and are no settings. */
  readonly warnings: readonly string[];
}

/** The settings of a service. Throws `ConfigInvalid` with all problems in one message. */
export function parseConfig<F extends Fields>(fields: F, env: Environment): ConfigOf<F> {
  const { config, problems } = readConfig(fields, env);
  if (problems.length > 0) throw new ConfigInvalid(problems);
  return config;
}

/** The same without throwing, with the source of each setting and with warnings. */
export function readConfig<F extends Fields>(fields: F, env: Environment): ConfigReading<F> {
  const problems: string[] = [];
  const settings = Object.entries(fields).map(([name, field]) => {
    const outcome = readSetting(name, field, env);
    if ('problem' in outcome) problems.push(outcome.problem);
    return 'problem' in outcome ? { name, source: 'absent' as const, value: undefined } : outcome;
  });
  problems.push(...halves(fields, settings));
  return {
    config: Object.freeze(
      Object.fromEntries(settings.map(({ name, value }) => [name, value])),
    ) as ConfigOf<F>,
    settings,
    problems,
    warnings: unknownNames(fields, env),
  };
}

/** Problems of settings that must be set together and are not. */
const halves = (fields: Fields, settings: readonly Setting[]): string[] =>
  Object.entries(fields).flatMap(([name, { together: other }]) => {
    const isSet = (which: string) => settings.some((each) => each.name === which && each.value !== undefined);
    return other === undefined || isSet(name) === isSet(other)
      ? []
      : [`${name} and ${other} must be set together`];
  });

type Outcome = Setting | { readonly problem: string };

function readSetting(name: string, field: Field<unknown>, env: Environment): Outcome {
  const given = givenText(name, field, env);
  if ('problem' in given) return given;
  if (given.text === undefined) {
    if (field.default !== undefined) return { name, source: 'default', value: field.default };
    return field.isOptional
      ? { name, source: 'absent', value: undefined }
      : { problem: `${name} must be ${field.rule}, and is not set` };
  }
  const value = field.read(given.text);
  const complaint = value === undefined ? undefined : field.complains?.(given.text);
  if (complaint !== undefined) return { problem: `${name}: ${complaint}` };
  if (value !== undefined) return { name, source: given.source, value };
  const shown = field.isSecret ? 'a secret that is not' : JSON.stringify(given.text.slice(0, 200));
  return { problem: `${name} must be ${field.rule}, got ${shown}` };
}

type Given =
  | { readonly text: string | undefined; readonly source: 'environment' | 'file' }
  | { readonly problem: string };

/** An empty value counts as not set, because compose files and charts leave a name out in that way. */
function givenText(name: string, field: Field<unknown>, env: Environment): Given {
  const direct = env[name] === '' ? undefined : env[name];
  const file = field.isSecret ? env[`${name}_FILE`] : undefined;
  if (file === undefined || file === '') return { text: direct, source: 'environment' };
  if (direct !== undefined)
    return { problem: `${name} and ${name}_FILE are both set: leave one of them out` };
  try {
    const content = readFileSync(file, 'utf8');
    if (content.length > MAX_FILE_BYTES)
      return { problem: `${name}_FILE must name a file of at most ${MAX_FILE_BYTES} bytes` };
    return { text: content.replace(/\r?\n$/, ''), source: 'file' };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    return { problem: `${name}_FILE must name a readable file, got ${JSON.stringify(file)} (${code})` };
  }
}

/** One line per setting for `--print-config`, secrets masked. */
export const printedConfig = (settings: readonly Setting[]): string =>
  settings.map(({ name, source, value }) => `${name}=${shown(value)} (${source})`).join('\n');

const shown = (value: unknown): string =>
  Array.isArray(value) ? value.join(',') : value === undefined ? '' : String(value as string | Secret);
