// Who calls, by the key that a request shows: asked at the entrance before anything else, and by the guard of every route.
import type { IncomingMessage } from 'node:http';
import { HttpProblem } from '../problem';
import type { Caller } from './roles';

/** As `ApiKeys` has them. */
export interface KnownKeys {
  callerOf(key: string): Caller | undefined;
}

/** Undefined: it shows no key, or one that nobody knows. */
export function callerOfRequest({ headers }: IncomingMessage, keys: KnownKeys): Caller | undefined {
  const key = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(headers.authorization ?? '')?.[1];
  return key === undefined ? undefined : keys.callerOf(key);
}

export const unauthenticated = (): HttpProblem =>
  new HttpProblem(401, 'unauthenticated', 'A known API key is needed.', [], {
    'www-authenticate': 'Bearer realm="offline-push"',
  });
