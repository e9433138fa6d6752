// Parameters of a handler that passed their schema. The same schemas describe the operation in the OpenAPI document.
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Problem, problemsOf, withoutNulls } from '@offline-push/contracts';
import type { TObject, TSchema } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import type { Request } from 'express';
import { invalid } from './problem';
import { queryValues, unknownParameters } from './query-values';
import { readJsonBody } from './read-body';

const BODY_SCHEMA = Symbol('body schema');
const QUERY_SCHEMA = Symbol('query schema');

/** The JSON body, checked; null counts as absent, as on the topics. 400 with errors[] otherwise. */
export const ValidBody = (schema: TSchema): ParameterDecorator => {
  const problems = checkerOf(schema);
  return noted(BODY_SCHEMA, schema, async (request) => {
    const body = await readJsonBody(request);
    if (problems(body).length === 0) return body;
    const kept = withoutNulls(schema, body);
    return refuseUnlessClean(kept, problems(kept), 'body');
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

/** A part of the path, checked by the rule that bodies are checked by. 400 with errors[] otherwise. */
export const ValidParam = (name: string, schema: TSchema): ParameterDecorator => {
  const problems = checkerOf(schema);
  return createParamDecorator((_: undefined, context: ExecutionContext) => {
    const value = context.switchToHttp().getRequest<Request>().params[name];
    const found = problems(value).map(({ rule }) => ({ pointer: `/${name}`, rule }));
    return refuseUnlessClean(value, found, 'path');
  })();
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

function checkerOf(schema: TSchema): (value: unknown) => Problem[] {
  const check = TypeCompiler.Compile(schema);
  return (value) => problemsOf({ check }, value);
}

function refuseUnlessClean(
  value: unknown,
  problems: readonly Problem[],
  where: 'body' | 'query' | 'path',
): unknown {
  if (problems.length > 0) throw invalid(problems, where);
  return value;
}
