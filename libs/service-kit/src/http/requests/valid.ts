// Parameters of a handler that passed their schema. The same schemas describe the operation in the OpenAPI document.
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
 * The JSON body, checked; null counts as absent, as on the topics. 400 with errors[] otherwise, also for fields that the schema does not
 * know: what is misspelt would be left out without a word. An event as its topic has it may be sent: its app must be the one of the path.
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

/** The query, checked: numbers and booleans are read from their texts, parameters that the schema does not know are refused. */
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

/** The schemas noted on a handler. */
export const schemasOf = (prototype: object, method: string): { body?: TSchema; query?: TObject } => ({
  ...entry('body', Reflect.getMetadata(BODY_SCHEMA, prototype, method) as TSchema | undefined),
  ...entry('query', Reflect.getMetadata(QUERY_SCHEMA, prototype, method) as TObject | undefined),
});

const entry = (name: string, schema: unknown): object => (schema === undefined ? {} : { [name]: schema });

function noted(key: symbol, schema: TSchema, read: (request: Request) => unknown): ParameterDecorator {
  // The schema stays in the closure: Nest would look for options of its own in the argument of the decorator.
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
