// The rules for the parts of paths, by the name of the part, and one rule for all other names, so that no route passes NUL or an endless
// text to its database. The guard checks them before any handler, and the OpenAPI document shows them.
import {
  AppId,
  CertificateId,
  ConversationId,
  DeviceId,
  MessageId,
  type Problem,
  problemsOf,
  SessionId,
  TargetId,
  UserId,
} from '@offline-push/contracts';
import { type TSchema, Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';

/** Hashes of one length: whoever looks for one reads its bytes. */
const PushId = Type.String({
  ...{ pattern: '^[A-Za-z0-9_-]{22}$', maxLength: 22 },
  description: 'Computed from app, message and recipient.',
});

const RULES: Readonly<Record<string, TSchema>> = {
  app: AppId,
  certificate: CertificateId,
  conversation: ConversationId,
  device: DeviceId,
  message: MessageId,
  pushId: PushId,
  session: SessionId,
  targetId: TargetId,
  user: UserId,
};
const OTHER = Type.String({ format: 'id', minLength: 1, maxLength: 128 });

export const pathRuleOf = (name: string): TSchema => RULES[name] ?? OTHER;

const checks = new Map(Object.entries(RULES).map(([name, schema]) => [name, TypeCompiler.Compile(schema)]));
const otherCheck = TypeCompiler.Compile(OTHER);

/** The problems of the parts of a path, as Express decoded them. */
export const pathProblems = (params: Readonly<Record<string, unknown>>): Problem[] =>
  Object.entries(params).flatMap(([name, given]) => {
    const check = checks.get(name) ?? otherCheck;
    return problemsOf({ check }, meant(pathRuleOf(name), given)).map(({ rule }) => ({
      pointer: `/${name}`,
      rule,
    }));
  });

/** A number has one spelling: 01 and 1e0 are refused. */
const meant = (schema: TSchema, given: unknown): unknown =>
  schema['type'] === 'integer' && typeof given === 'string' && /^(0|[1-9]\d{0,14})$/.test(given)
    ? Number(given)
    : given;
