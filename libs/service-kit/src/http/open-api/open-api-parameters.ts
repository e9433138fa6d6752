// Path, query and headers of a route, as OpenAPI parameters. Pure.
import type { TSchema } from '@sinclair/typebox';
import { TRACEPARENT } from './known-headers';
import { pathRuleOf } from '../requests/path-rules';
import type { Route } from '../routes';
import type { SchemaNames } from './schema-names';

/** `:name`; a colon behind a backslash is a plain one, as in `sessions\\:change`. */
export const PARAMETER = /(?<!\\):(\w+)/g;

export const parametersOf = (route: Route, names: SchemaNames): object[] => [
  ...inPath(route.path, names),
  ...inQuery(route, names),
  ...inHeaders(route, names),
];

const inPath = (path: string, names: SchemaNames): object[] =>
  [...path.matchAll(PARAMETER)].map(([, name = '']) => {
    const rule = pathRuleOf(name);
    return {
      name,
      in: 'path',
      required: true,
      description: rule.description ?? EXAMPLES[name]?.says ?? `Which ${name}.`,
      schema: names.refer(rule),
      ...(EXAMPLES[name] && { example: EXAMPLES[name].example }),
    };
  });

const EXAMPLES: Readonly<Record<string, { example: unknown; says?: string }>> = {
  app: { example: 'demo' },
  certificate: { example: 7 },
  user: { example: 'bob' },
  device: { example: 'bobs-phone' },
  session: { example: 's-1' },
  message: { example: 'm-1001' },
  pushId: { example: 'Vt0yJ4o3m1xW8cQb6ZrA_g' },
  targetId: { example: 'q3LkT7nB2sYd5eHu9P-xRw' },
};

const inQuery = ({ query }: Route, names: SchemaNames): object[] =>
  Object.entries((query?.properties ?? {}) as Record<string, TSchema>).map(([name, schema]) => ({
    name,
    in: 'query',
    required: query?.required?.includes(name) ?? false,
    ...(schema.description !== undefined && { description: schema.description }),
    schema: names.refer(schema),
  }));

const inHeaders = ({ notes, method, isOpen }: Route, names: SchemaNames): object[] =>
  [...(notes?.sends ?? []), ...(method === 'get' || isOpen ? [] : [TRACEPARENT])].map(
    ({ name, description, schema, isRequired = false, example }) => ({
      name,
      in: 'header',
      required: isRequired,
      description,
      schema: names.refer(schema),
      example,
    }),
  );
