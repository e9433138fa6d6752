// The list of routes → an OpenAPI 3.1 document. Pure. The schemas are those that check the requests.
import { AppId } from '@offline-push/contracts';
import { Type } from '@sinclair/typebox';
import type { Route } from './routes';

const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    instance: Type.String(),
    code: Type.String({ description: 'Stable; made for programs.' }),
    errors: Type.Array(Type.Object({ pointer: Type.String(), rule: Type.String() })),
    traceId: Type.String(),
  },
  { description: 'RFC 9457 problem.' },
);

/** `:name`; a colon behind a backslash is a plain one, as in `sessions\\:change`. */
const PARAMETER = /(?<!\\):(\w+)/g;

export interface ApiTitle {
  readonly service: string;
  readonly version: string;
}

export function openApiOf(routes: readonly Route[], { service, version }: ApiTitle): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replace(PARAMETER, '{$1}').replaceAll('\\:', ':');
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: `offline-push ${service}`, version },
    paths,
    components: {
      schemas: { Problem },
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } },
    },
  };
}

function operationOf(route: Route): object {
  const response = route.notes?.response;
  return {
    operationId: route.handler,
    summary: route.notes?.summary ?? route.handler,
    // An extension, so that the matrix of roles can be tested from this document.
    'x-roles': route.isOpen ? ['open'] : route.roles,
    security: route.isOpen ? [] : [{ apiKey: [] }],
    parameters: [...pathParameters(route.path), ...queryParameters(route)],
    ...(route.body && {
      requestBody: { required: true, content: { 'application/json': { schema: route.body } } },
    }),
    responses: {
      [route.status]: {
        description: 'Done.',
        ...(response && { content: { 'application/json': { schema: response } } }),
      },
      default: {
        description: 'A problem.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

const pathParameters = (path: string): object[] =>
  [...path.matchAll(PARAMETER)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: name === 'app' ? AppId : { type: 'string' },
  }));

const queryParameters = ({ query }: Route): object[] =>
  Object.entries(query?.properties ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: query?.required?.includes(name) ?? false,
    schema,
  }));
