// The descriptions of the APIs, as strangers use them: valid by OpenAPI's own schema, complete, and what the services really say.
import Ajv2020, { type AnySchemaObject } from 'ajv/dist/2020';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printedBy, SERVICES } from './printed';

interface Media {
  schema: object;
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}
interface Answer {
  $ref?: string;
  headers?: Record<string, object>;
  content?: Record<string, Media>;
}
interface Operation {
  operationId: string;
  summary: string;
  description: string;
  security: object[];
  parameters: { name: string; in: string; required: boolean; description?: string }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, Answer>;
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, AnySchemaObject>; responses: Record<string, Answer> };
}

const root = join(__dirname, '../..');
const fileOf = (service: string): string => join(root, 'docs/openapi', `${service}.json`);
const read = (service: string) => JSON.parse(readFileSync(fileOf(service), 'utf8')) as Document;
const operations = SERVICES.flatMap((service) =>
  Object.entries(read(service).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ service, path, method, operation })),
  ),
);
const named = operations.map((it) => [`${it.method.toUpperCase()} ${it.path}`, it] as const);
const of = (method: string, path: string) =>
  operations.find((it) => it.method === method && it.path === path)?.operation as Operation;
const ONE = '/v1/apps/{app}/certificates/{certificate}';
const ALL = '/v1/apps/{app}/certificates';
const headersTo = (operation: Operation) =>
  operation.parameters.filter((it) => it.in === 'header').map(({ name, required }) => [name, required]);

describe.each(SERVICES)('docs/openapi/%s.json', (service) => {
  it('is what the service says', async () => {
    expect(readFileSync(fileOf(service), 'utf8')).toBe(await printedBy(service));
  }, 60_000);

  it('is valid by the schema of OpenAPI 3.1', () => {
    const cli = join(root, 'node_modules/@seriousme/openapi-schema-validator/bin/validate-api-cli.js');
    const { status, stdout } = spawnSync(process.execPath, [cli, fileOf(service)], { encoding: 'utf8' });
    expect([status, JSON.parse(stdout)]).toEqual([0, { valid: true }]);
  });

  it('has no reference that leads nowhere, and each operation once', () => {
    const text = readFileSync(fileOf(service), 'utf8');
    const { components, paths } = read(service);
    for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g))
      expect(Object.keys(components.schemas)).toContain(name);
    const ids = Object.values(paths).flatMap((methods) => Object.values(methods).map((it) => it.operationId));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('behaviour 6.4: every operation', () => {
  it.each(named)('%s says what it is for, who may, and how it is refused', (_, { operation }) => {
    expect(operation.summary.length).toBeGreaterThan(5);
    expect(operation.description).toMatch(/^(.*\n\n)?(Roles: \w+|Open:)/s);
    expect(operation.responses['default']).toEqual({ $ref: '#/components/responses/Problem' });
    if (operation.security.length > 0)
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['400', '401', '403', '503']));
    for (const { description } of operation.parameters) expect(description).toMatch(/\w/);
  });

  it.each(named)('%s has the body and the answer that it shows', (_, { service, operation }) => {
    const { components } = read(service);
    const media = [operation.requestBody, ...Object.values(operation.responses)].flatMap((part) =>
      Object.values((part as { content?: Record<string, Media> })?.content ?? {}),
    );
    for (const { schema, example, examples = {} } of media) {
      const shown = [...Object.values(examples).map(({ value }) => value), ...(example ? [example] : [])];
      const ajv = new Ajv2020({ strict: false, validateFormats: false });
      const check = ajv.compile({ ...schema, components });
      for (const value of shown) expect([check(value), check.errors]).toEqual([true, null]);
    }
  });

  it.each(named.filter(([, { operation }]) => !['204', '202'].some((it) => it in operation.responses)))(
    '%s describes its answer',
    (_, { operation }) => {
      if (operation.security.length === 0) return;
      const good = Object.entries(operation.responses).find(([status]) => status.startsWith('2'));
      // JSON, and a few answers of another type: a stream of events, a table as CSV.
      const forms = Object.values(good?.[1].content ?? {});
      expect(forms.length).toBeGreaterThan(0);
      for (const form of forms) expect(form.schema).toBeDefined();
    },
  );

  it('needs what its door needs: If-Match, Idempotency-Key; and says what comes back: ETag, Location', () => {
    const always: [string, string][] = [
      ['put', ONE],
      ['delete', ONE],
      ['post', `${ONE}/disable`],
      ['post', `${ONE}/enable`],
    ];
    for (const [method, path] of always) {
      expect(headersTo(of(method, path))).toContainEqual(['If-Match', true]);
      expect(Object.keys(of(method, path).responses)).toEqual(expect.arrayContaining(['412', '428']));
      expect(of(method, path).responses['200']?.headers).toHaveProperty('ETag');
    }
    expect(headersTo(of('post', ALL))).toContainEqual(['Idempotency-Key', false]);
    expect(Object.keys(of('post', ALL).responses['201']?.headers ?? {})).toEqual(['ETag', 'Location']);
    expect(of('get', ONE).responses['200']?.headers).toHaveProperty('ETag');
  });
});

describe('behaviour 6.3: the forms of vendors', () => {
  const { schemas } = read('certificates').components;
  const { oneOf, discriminator } = schemas['NewCertificate'] as {
    oneOf: { $ref: string }[];
    discriminator: { mapping: Record<string, string> };
  };

  it('are one of many by the vendor, each with settings and credential of its own', () => {
    expect(oneOf.length).toBeGreaterThanOrEqual(8);
    expect(Object.values(discriminator.mapping)).toEqual(oneOf.map(({ $ref }) => $ref));
    const examples = of('post', ALL).requestBody?.content['application/json']?.examples ?? {};
    expect(Object.keys(examples)).toEqual(Object.keys(discriminator.mapping));
  });

  it('describe every field', () => {
    const forms = Object.entries(schemas).filter(([name]) => /^(?!New)\w+(Settings|Credential)$/.test(name));
    const fields = forms.flatMap(([form, schema]) =>
      [schema, ...((schema['anyOf'] ?? []) as AnySchemaObject[])].flatMap((variant) =>
        Object.entries((variant['properties'] ?? {}) as Record<string, AnySchemaObject>).map(
          ([name, field]) => [`${form}.${name}`, field['description']] as const,
        ),
      ),
    );
    expect(fields.length).toBeGreaterThan(60);
    expect(fields.filter(([, description]) => description === undefined)).toEqual([]);
  });
});

describe('behaviour 6.5: names of actions', () => {
  const lastOf = (path: string): string => path.split('/').at(-1) ?? '';

  it.each(operations.map(({ method, path }) => [method, path] as const))('%s %s', (method, path) => {
    const last = lastOf(path);
    const isOfOne = /\{\w+\}$/.test(path.slice(0, -last.length - 1));
    // noun:verb on a collection; on one resource a word, which is a verb for POST and a part of it else; never both.
    if (last.includes(':'))
      expect([method, isOfOne && !path.endsWith(`{app}/${last}`)]).toEqual(['post', false]);
    expect(last).toMatch(/^(\{\w+\}|[a-z]+(-[a-z]+)*(\.csv|:[a-z]+([A-Z][a-z]+)?)?)$/);
  });
});
