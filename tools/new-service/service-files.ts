// From a name to the words of a new service, and a template's text with them in it. Pure.

export interface NewService {
  /** Of its folder, its program, its database and its consumer group: call-log. */
  readonly name: string;
  /** When its first migration was written: TypeORM orders migrations by it. */
  readonly bornAtMs: number;
}

/** Undefined: it may be made. Else what is wrong with it, in plain words. `taken`: projects and programs that there are. */
export function problemOf(name: string, taken: readonly string[]): string | undefined {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 32)
    return 'a name has small letters, digits and single hyphens, a letter first, and at most 32 characters';
  if (taken.includes(name)) return `there is a project or program ${name} already`;
  return undefined;
}

/** A template's text or file name with the service's words in it. */
export function filledIn(text: string, { name, bornAtMs }: NewService): string {
  return text
    .replaceAll('__name__', name)
    .replaceAll('__Pascal__', pascalOf(name))
    .replaceAll('__camel__', camelOf(name))
    .replaceAll('__snake__', snakeOf(name))
    .replaceAll('__UPPER__', snakeOf(name).toUpperCase())
    .replaceAll('__bornAtMs__', String(bornAtMs));
}

const snakeOf = (name: string): string => name.replaceAll('-', '_');

const camelOf = (name: string): string =>
  name.replaceAll(/-(.)/g, (_all, letter: string) => letter.toUpperCase());

const pascalOf = (name: string): string => camelOf(`-${name}`);
