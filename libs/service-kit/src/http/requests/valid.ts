// Decorators for parameters of a handler that are checked by a schema. The same schemas describe the operation in the OpenAPI document.
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { MAX_PROBLEMS, type Problem, problemsOf, unknownIn, withoutNulls } from '@offline-push/contracts';
import type { TObject, TSchema } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import type { Request } from 'express';
import { withoutPathApp } from './path-app';
import { invalid } from '../problem';
import { queryValues, unknownParameters } from './query-values';
import { readJsonBody } from './read-body';

const BODY_SCHEMA = Symbol('body schema');
const QUERY_SCHEMA = Symbol('query schema');

/**
 * The checked JSON body. null counts as absent, as on the topics. A body with problems gets 400 with errors[], also for fields that the
 * schema does not know, because a misspelt field would be ignored without a word. The body may name the app of the path, as events do.
 */
export const ValidBody = (schema: TSchema): ParameterDecorator => {
  const problems = checkerOf(schema);
  return noted(BODY_SCHEMA, schema, async (request) => {
    const { body, problems: ofApp } = withoutPathApp(
      schema,
      await readJsonBody(request),
      request.params['app'],
    );
    const kept = problems(body).length === 0 ? body : withoutNulls(schema, body);
    const found = [...ofApp, ...problems(kept), ...unknownIn(schema, kept)];
    return refuseUnlessClean(kept, onePerField(found), 'body');
  });
};

/** The checked query, with numbers and booleans read from their texts. Unknown parameters are refused. */
export const ValidQuery = (schema: TObject): ParameterDecorator => {
  const problems = checkerOf(schema);
  return noted(QUERY_SCHEMA, schema, (request) => {
    const values = queryValues(schema, request.query);
    return refuseUnlessClean(
      values,
      [...unknownParameters(schema, request.query), ...problems(values)],
      'query',
    );
  });
};

/** The schemas that the decorators noted on a handler. */
export const schemasOf = (prototype: object, method: string): { body?: TSchema; query?: TObject } => ({
  ...entry('body', Reflect.getMetadata(BODY_SCHEMA, prototype, method) as TSchema | undefined),
  ...entry('query', Reflect.getMetadata(QUERY_SCHEMA, prototype, method) as TObject | undefined),
});

const entry = (name: string, schema: unknown): object => (schema === undefined ? {} : { [name]: schema });

function noted(key: symbol, schema: TSchema, read: (request: Request) => unknown): ParameterDecorator {
  // The schema is passed by the closure, because Nest takes an argument of the decorator for its own options.
  const decorate = createParamDecorator((_: undefined, context: ExecutionContext) =>
    read(context.switchToHttp().getRequest<Request>()),
  )();
  return (target, method, index) => {
    if (method === undefined) throw new Error('only parameters of handlers can be checked');
    Reflect.defineMetadata(key, schema, target, method);
    decorate(target, method, index);
  };
}

const onePerField = (problems: readonly Problem[]): Problem[] =>
  [...new Map(problems.toReversed().map((problem) => [problem.pointer, problem])).values()]
    .toReversed()
    .slice(0, MAX_PROBLEMS);

function checkerOf(schema: TSchema): (value: unknown) => Problem[] {
  const check = TypeCompiler.Compile(schema);
  return (value) => problemsOf({ check }, value);
}

function refuseUnlessClean(value: unknown, problems: readonly Problem[], where: 'body' | 'query'): unknown {
  if (problems.length > 0) throw invalid(problems, where);
  return value;
}
