// Makes an OpenAPI 3.1 document of the routes. Pure. Its schemas are the same that check the requests.
import { type TSchema, Type } from '@sinclair/typebox';
import { parametersOf, PARAMETER } from './open-api-parameters';
import { refusalsOf } from './open-api-refusals';
import type { HeaderNote } from './known-headers';
import type { Route } from '../routes';
import { SchemaNames } from './schema-names';

const Problem = Type.Object(
  {
    type: Type.String({ description: 'urn:offline-push:problem: and the code.' }),
    title: Type.String({ description: 'The words of the status.' }),
    status: Type.Integer(),
    detail: Type.String({ description: 'For people.' }),
    instance: Type.String({ description: 'Path of the request.' }),
    code: Type.String({ description: 'Stable; made for programs.' }),
    errors: Type.Array(
      Type.Object({
        pointer: Type.String({
          description: 'JSON pointer to the field of body, query or path; or "/" and a header.',
        }),
        rule: Type.String({ description: 'What it must be.' }),
      }),
      { description: 'One for each field that breaks a rule, at most ten.' },
    ),
    traceId: Type.String({ description: 'The log has the request under it.' }),
  },
  { title: 'Problem', description: 'RFC 9457 problem, as application/problem+json.' },
);

const PROBLEM_EXAMPLE = {
  type: 'urn:offline-push:problem:invalid-body',
  title: 'Bad Request',
  status: 400,
  detail: 'The body breaks 1 rule(s).',
  instance: '/v1/apps/demo/certificates',
  code: 'invalid-body',
  errors: [{ pointer: '/settings/packageName', rule: 'is missing' }],
  traceId: '0af7651916cd43dd8448eb211c80319c',
};

export interface ApiTitle {
  readonly service: string;
  readonly version: string;
}

export function openApiOf(routes: readonly Route[], { service, version }: ApiTitle): object {
  const names = new SchemaNames();
  const problem = names.refer(Problem);
  const paths: Record<string, Record<string, object>> = {};
  const isTwice = pairedIn(routes);
  for (const route of routes) {
    const path = route.path.replace(PARAMETER, '{$1}').replaceAll('\\:', ':');
    paths[path] = { ...paths[path], [route.method]: operationOf(route, names, isTwice(route)) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: `offline-push ${service}`,
      version,
      description: ABOUT,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'The host and PORT of the service.' }],
    tags: [...new Set(routes.map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      schemas: names.schemas,
      responses: {
        Problem: {
          description: 'A problem.',
          content: { 'application/problem+json': { schema: problem, example: PROBLEM_EXAMPLE } },
        },
      },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'An API key: Authorization: Bearer <key>.' },
      },
    },
  };
}

const ABOUT =
  'Every call needs an API key, `Authorization: Bearer <key>`, of the app in the path or of all apps ("*"), with one of the roles named at ' +
  'the operation; an admin may do what an operator may. Bodies are JSON in UTF-8 of at most 256 kB. Unknown fields and query parameters are ' +
  'refused. Refusals are RFC 9457 problems: `code` is for programs, `errors` names the fields. Actions on a collection are `noun:verb`, on one ' +
  'resource `/verb`.';

function operationOf(route: Route, names: SchemaNames, isTwice: boolean): object {
  const { notes } = route;
  return {
    operationId: `${operationIdOf(route)}${isTwice && !route.path.includes(':app') ? 'OfAllApps' : ''}`,
    tags: [tagOf(route)],
    summary: notes?.summary ?? route.handler,
    description: [notes?.details, rolesOf(route)].filter(Boolean).join('\n\n'),
    // An extension, so that the matrix of roles can be tested from this document.
    'x-roles': route.isOpen ? ['open'] : route.roles,
    security: route.isOpen ? [] : [{ bearer: [] }],
    parameters: parametersOf(route, names),
    ...(route.body && {
      requestBody: { required: true, content: contentOf(route.body, notes?.bodyExamples, names) },
    }),
    responses: {
      [route.status]: goodAnswer(route, names),
      ...refusalsOf(route),
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

/** A handler may have a route below an app and one of all apps. */
function pairedIn(routes: readonly Route[]): (route: Route) => boolean {
  const paths = new Map<string, number>();
  for (const { handler } of routes) paths.set(handler, (paths.get(handler) ?? 0) + 1);
  return ({ handler }) => (paths.get(handler) ?? 0) > 1;
}

const rolesOf = ({ isOpen, roles, isForAnyApp, path }: Route): string => {
  if (isOpen) return 'Open: without a key.';
  const app = path.includes(':app') || isForAnyApp ? '' : ' Only with a key of all apps ("*").';
  return `Roles: ${roles.join(', ')}${roles.includes('operator') && !roles.includes('admin') ? ' (and admin)' : ''}.${app}`;
};

function goodAnswer({ notes, status }: Route, names: SchemaNames): object {
  const headers = notes?.answers ?? [];
  const examples = notes?.responseExample === undefined ? undefined : { usual: notes.responseExample };
  return {
    description: WORDS[status] ?? 'Done.',
    ...(headers.length > 0 && { headers: Object.fromEntries(headers.map((note) => headerOf(note, names))) }),
    ...(notes?.response && {
      content: {
        ...contentOf(notes.response, examples, names, notes.responseType),
        ...(notes.orText !== undefined && { [notes.orText]: { schema: { type: 'string' } } }),
      },
    }),
  };
}

const WORDS: Readonly<Record<number, string>> = {
  200: 'Done.',
  201: 'Made.',
  202: 'Taken. What becomes of it is told on the topics.',
  204: 'Done; there is nothing to say.',
};

const headerOf = (
  { name, description, schema, example }: HeaderNote,
  names: SchemaNames,
): [string, object] => [name, { description, required: true, schema: names.refer(schema), example }];

function contentOf(
  schema: TSchema,
  examples: Readonly<Record<string, unknown>> | undefined,
  names: SchemaNames,
  type = 'application/json',
): object {
  const named = Object.entries(examples ?? {}).map(([name, value]) => [name, { value }]);
  return {
    [type]: {
      schema: names.refer(schema),
      ...(named.length > 0 && { examples: Object.fromEntries(named) as object }),
    },
  };
}

/** "CertificatesController.create" becomes certificatesCreate, of which generators make method names. */
function operationIdOf({ handler }: Route): string {
  const [controller = '', method = ''] = handler.replace('Controller.', '.').split('.');
  return (
    controller.charAt(0).toLowerCase() +
    controller.slice(1) +
    method.charAt(0).toUpperCase() +
    method.slice(1)
  );
}

/** The first noun in the path after the app, without its verb and its form. */
function tagOf({ path }: Pick<Route, 'path'>): string {
  const nouns = path
    .split('/')
    .filter((part) => part !== '' && !part.startsWith(':') && !/^v\d+$/.test(part));
  const noun = nouns[0] === 'apps' ? (nouns[1] ?? 'apps') : (nouns[0] ?? 'service');
  return noun.split(/\\:|\./, 1)[0] ?? noun;
}
