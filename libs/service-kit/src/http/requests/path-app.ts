// Removes the app from a body if the path names the app too. A body may name the same app, as events do, but not another one.
import type { Problem } from '@offline-push/contracts';
import type { TSchema } from '@sinclair/typebox';

export interface Named {
  body: unknown;
  problems: readonly Problem[];
}

export function withoutPathApp(schema: TSchema, body: unknown, app: unknown): Named {
  const isOfPath = typeof app === 'string' && !('app' in ((schema['properties'] ?? {}) as object));
  if (!isOfPath || typeof body !== 'object' || body === null || !Object.hasOwn(body, 'app'))
    return { body, problems: [] };
  const { app: named, ...rest } = body as Record<string, unknown>;
  const isSame = named === app || named === null;
  return { body: rest, problems: isSame ? [] : [OTHER_APP] };
}

const OTHER_APP: Problem = { pointer: '/app', rule: 'must be the app of the path, or be left out' };
