// Bad requests for every route of a service, from the description of its API: each breaks one rule in path, query, header or body, and says
// which field the refusal must name. A route of tomorrow is in it as soon as it is described.
export interface BadRequest {
  readonly title: string;
  readonly method: string;
  /** With the bad value in it. */
  readonly path: string;
  readonly role: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** As bytes of JSON. */
  readonly body?: string;
  /** What `errors` must name; undefined: any refusal, and for `mayPass` any answer but one of 500 and above. */
  readonly pointer?: string;
  readonly mayPass?: boolean;
}

type Json = Record<string, unknown>;
interface Operation {
  'x-roles': string[];
  parameters: { name: string; in: string; required: boolean; schema: Json; example?: unknown }[];
  requestBody?: {
    content: { 'application/json': { schema: Json; examples?: Record<string, { value: unknown }> } };
  };
}
export interface ApiDocument {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json> };
}

const OF_ANY_PART = [
  'a%00b',
  '%1b%5b31m',
  'a%7f',
  '%C2%85',
  '%E2%80%A8',
  '%ED%A0%80',
  '%ff',
  '%',
  'x'.repeat(2_000),
];
const OF_PART: Readonly<Record<string, readonly string[]>> = {
  app: ['DEMO', '..%2f..', '*', 'a%20b', '__proto__'],
  certificate: [
    '0',
    '01',
    '-1',
    '1e0',
    '1.0',
    "1'%20or%201=1--",
    '..%2f7',
    '99999999999999999999',
    'constructor',
  ],
};
const OF_QUERY = ['%00', '%ff', 'x'.repeat(5_000), '-1', '%ED%A0%80'];
const OF_HEADER: Readonly<Record<string, readonly string[]>> = {
  'If-Match': ['"', '"7.3', 'x', '\u0080', '"1.1",'.repeat(500)],
  'Idempotency-Key': ['x'.repeat(256), 'a b', '\u00e9'],
  traceparent: ['x', '00-' + '0'.repeat(4_000)],
};
const BODIES = [
  '',
  ' ',
  'null',
  '[]',
  '"x"',
  '0',
  '{',
  '{"a":1}x',
  '{"__proto__":{"a":1}}',
  '[['.repeat(50_000),
  '\ufeff{}',
];
const OF_TYPE: Readonly<Record<string, readonly unknown[]>> = {
  string: [5, false, [], {}, 'a\u0000b', 'a\ud800', 'x'.repeat(100_000)],
  integer: ['x', 1.5, -1e300, [], {}],
  boolean: ['x', 2, []],
  object: ['x', 5, []],
  array: ['x', 5, {}],
};

export function badRequests(document: ApiDocument): BadRequest[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => ofRoute(document, { path, method, operation })),
  );
}

interface Place {
  path: string;
  method: string;
  operation: Operation;
}

function ofRoute(document: ApiDocument, place: Place): BadRequest[] {
  const role = place.operation['x-roles'][0] ?? 'open';
  const good = {
    method: place.method.toUpperCase(),
    path: filled(place),
    role,
    ...goodBody(place.operation),
  };
  const all = [
    ...inPath(place, good),
    ...inQuery(place, good),
    ...inHeaders(place, good),
    ...inBody(document, place, good),
  ];
  return role === 'open' ? all.map((request) => ({ ...request, mayPass: true })) : all;
}

const goodBody = ({ requestBody }: Operation): { body?: string } => {
  const [example] = Object.values(requestBody?.content['application/json'].examples ?? {});
  return example === undefined ? {} : { body: JSON.stringify(example.value) };
};

function filled({ path, operation }: Place, bad: Readonly<Record<string, string>> = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const { example } = operation.parameters.find((it) => it.in === 'path' && it.name === name) ?? {};
    return bad[name] ?? String(example ?? 'x');
  });
}

type Good = Pick<BadRequest, 'method' | 'path' | 'role' | 'body'>;
const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 40);

const inPath = (place: Place, good: Good): BadRequest[] =>
  place.operation.parameters
    .filter((it) => it.in === 'path')
    .flatMap(({ name }) =>
      [...OF_ANY_PART, ...(OF_PART[name] ?? [])].map((value) => ({
        ...good,
        title: `${place.method} ${place.path} with ${shown(value)} as ${name}`,
        path: filled(place, { [name]: value }),
        pointer: `/${name}`,
      })),
    );

function inQuery(place: Place, good: Good): BadRequest[] {
  const known = place.operation.parameters.filter((it) => it.in === 'query');
  const queries = [
    ['foo', 'foo=1'],
    ['__proto__', '__proto__=1'],
    ...known.flatMap(({ name, schema }) =>
      badQueries(name, schema).map((value) => [name, `${name}=${value}`]),
    ),
  ] as [string, string][];
  return queries.map(([name, query]) => ({
    ...good,
    title: `${place.method} ${place.path}?${query.slice(0, 30)}`,
    path: `${good.path}?${query}`,
    pointer: `/${name}`,
  }));
}

/** A user may be called -1. */
const badQueries = (name: string, { type, pattern = '' }: Json): readonly string[] =>
  type === 'string' && name !== 'cursor' && new RegExp(String(pattern), 'u').test('-1')
    ? OF_QUERY.filter((value) => value !== '-1')
    : OF_QUERY;

/** A condition that need not be sent may be looked at after its resource. */
const namedIf = (name: string, required: boolean): { pointer?: string } =>
  name === 'If-Match' && !required ? {} : { pointer: `/${name.toLowerCase()}` };

const inHeaders = (place: Place, good: Good): BadRequest[] =>
  place.operation.parameters
    .filter((it) => it.in === 'header')
    .flatMap(({ name, required }) =>
      (OF_HEADER[name] ?? []).map((value) => ({
        ...good,
        title: `${place.method} ${place.path} with ${name}: ${shown(value)}`,
        headers: { [name]: value },
        ...(name === 'traceparent' ? { mayPass: true } : namedIf(name, required)),
      })),
    );

function inBody(document: ApiDocument, place: Place, good: Good): BadRequest[] {
  const schema = place.operation.requestBody?.content['application/json'].schema;
  if (schema === undefined || good.body === undefined) return [];
  const title = `${place.method} ${place.path} with`;
  const whole = BODIES.map((body) => ({ ...good, title: `${title} the body ${shown(body)}`, body }));
  const fields: Json = {
    ...fieldsOf(document, schema),
    'a-field-that-nobody-knows': {},
    app: { is: 'unknown' },
  };
  const base = JSON.parse(good.body) as Json;
  const single = Object.entries(fields).flatMap(([name, field]) =>
    badValuesOf(field as Json).map((value) => ({
      ...good,
      title: `${title} ${shown(value)} as ${name}`,
      body: JSON.stringify({ ...base, [name]: value }),
      pointer: `/${name}`,
    })),
  );
  return [...whole, ...single];
}

/** Of alternatives, the first one's: each field of it stands in the example. */
function fieldsOf(document: ApiDocument, schema: Json): Json {
  const reference = schema['$ref'] as string | undefined;
  if (reference !== undefined)
    return fieldsOf(document, document.components.schemas[reference.split('/').at(-1) ?? ''] ?? {});
  const [first] = (schema['oneOf'] ?? []) as Json[];
  return first === undefined ? ((schema['properties'] ?? {}) as Json) : fieldsOf(document, first);
}

/** Alternatives and references have rules of their own, with pointers further in; unknown fields take nothing. */
const badValuesOf = (field: Json): readonly unknown[] =>
  typeof field['type'] === 'string'
    ? (OF_TYPE[field['type']] ?? [])
    : '$ref' in field || 'anyOf' in field
      ? [5]
      : ['x'];
