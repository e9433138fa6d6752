// The form of the list of API keys, and the search for a caller's key in it. Only hashes are kept.
import { APP_ID, type Problem, problemsOf } from '@offline-push/contracts';
import { Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import { createHash, timingSafeEqual } from 'node:crypto';
import { type Caller, ROLES } from './roles';

/** Each request is compared with every key; a thousand take a tenth of a millisecond. */
const MAX_KEYS = 1000;

const KeyList = TypeCompiler.Compile(
  Type.Array(
    Type.Object(
      {
        id: Type.String({ pattern: '^[A-Za-z0-9._-]{1,64}$', maxLength: 64 }),
        sha256: Type.String({ pattern: '^[0-9a-fA-F]{64}$', maxLength: 64 }),
        app: Type.String({ pattern: `^(${APP_ID}|\\*)$` }),
        role: Type.Union(ROLES.map((role) => Type.Literal(role))),
        actsForOthers: Type.Optional(Type.Boolean()),
      },
      { additionalProperties: false },
    ),
    { maxItems: MAX_KEYS },
  ),
);

export interface KnownKey extends Caller {
  readonly hash: Buffer;
}

/** Throws an error that names the fields that are wrong, never their values. */
export function parseKeyList(text: string): readonly KnownKey[] {
  const parsed = jsonOf(text);
  if (!KeyList.Check(parsed)) throw new Error(`the API keys are wrong: ${complaints(parsed)}`);
  return parsed.map(({ id, sha256, app, role, actsForOthers }) => ({
    ...{ id, app, role, hash: Buffer.from(sha256, 'hex') },
    ...(actsForOthers === true && { actsForOthers }),
  }));
}

/** Compares with all keys, so that the time does not tell which one fits. */
export function callerWith(key: string, keys: readonly KnownKey[]): Caller | undefined {
  const hash = createHash('sha256').update(key).digest();
  let found: KnownKey | undefined;
  for (const known of keys) if (timingSafeEqual(known.hash, hash)) found = known;
  if (found === undefined) return undefined;
  const { id, app, role, actsForOthers } = found;
  return { id, app, role, ...(actsForOthers && { actsForOthers }) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('the API keys are wrong: the file must be JSON');
  }
}

const complaints = (value: unknown): string =>
  problemsOf({ check: KeyList }, value)
    .map(({ pointer, rule }: Problem) => `${pointer || 'the file'} ${rule}`)
    .join('; ');
