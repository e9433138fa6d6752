// What may stand in a path, by the name of its part: one rule for each name on all routes, and one for names of tomorrow, so that no route
// hands NUL or a book to its database. The guard checks it before any handler; the OpenAPI document shows it.
import {
  AppId,
  CertificateId,
  ConversationId,
  DeviceId,
  MessageId,
  type Problem,
  problemsOf,
  SessionId,
  UserId,
} from '@offline-push/contracts';
import { type TSchema, Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';

const RULES: Readonly<Record<string, TSchema>> = {
  app: AppId,
  certificate: CertificateId,
  conversation: ConversationId,
  device: DeviceId,
  message: MessageId,
  session: SessionId,
  user: UserId,
};
const OTHER = Type.String({ format: 'id', minLength: 1, maxLength: 128 });

export const pathRuleOf = (name: string): TSchema => RULES[name] ?? OTHER;

const checks = new Map(Object.entries(RULES).map(([name, schema]) => [name, TypeCompiler.Compile(schema)]));
const otherCheck = TypeCompiler.Compile(OTHER);

/** What is wrong with the parts of a path, as Express decoded them. */
export const pathProblems = (params: Readonly<Record<string, unknown>>): Problem[] =>
  Object.entries(params).flatMap(([name, given]) => {
    const check = checks.get(name) ?? otherCheck;
    return problemsOf({ check }, meant(pathRuleOf(name), given)).map(({ rule }) => ({
      pointer: `/${name}`,
      rule,
    }));
  });

/** A number is written in one way only: 01 and 1e0 are none. */
const meant = (schema: TSchema, given: unknown): unknown =>
  schema['type'] === 'integer' && typeof given === 'string' && /^(0|[1-9]\d{0,14})$/.test(given)
    ? Number(given)
    : given;
