// Finds the caller by the key of a request, for the entrance and for the guard of every route.
import type { IncomingMessage } from 'node:http';
import { HttpProblem } from '../problem';
import type { Caller } from './roles';

/** The part of `ApiKeys` that is used here. */
export interface KnownKeys {
  callerOf(key: string): Caller | undefined;
}

/** Undefined if the request has no key or an unknown one. */
export function callerOfRequest({ headers }: IncomingMessage, keys: KnownKeys): Caller | undefined {
  const key = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(headers.authorization ?? '')?.[1];
  return key === undefined ? undefined : keys.callerOf(key);
}

export const unauthenticated = (): HttpProblem =>
  new HttpProblem(401, 'unauthenticated', 'A known API key is needed.', [], {
    'www-authenticate': 'Bearer realm="offline-push"',
  });
