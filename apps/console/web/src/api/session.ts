// Who is signed in, and how one signs in and out.
import { ApiProblem, problemIn } from './problem';
import { urlOf } from './clients';

export type Role = 'viewer' | 'operator' | 'admin' | 'service';

export interface Session {
  readonly user: string;
  readonly name: string;
  readonly signIn: 'local' | 'oidc';
  readonly expiresAt: string;
  /** `app: "*"`: all apps. */
  readonly apps: readonly { readonly app: string; readonly role: Role }[];
  /** The server has a sandbox. */
  readonly sandbox: boolean;
  /** For commands to copy. */
  readonly brokers: readonly string[];
  /** Of the server: a page of another build offers a reload. */
  readonly build: string;
}

/** Undefined: nobody is signed in. */
export async function fetchSession(signal: AbortSignal): Promise<Session | undefined> {
  const response = await fetch(urlOf('auth/session'), { signal }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw new ApiProblem({
      service: 'console',
      status: 0,
      code: 'unreachable',
      detail: '',
      errors: [],
      traceId: '',
    });
  });
  if (response.status === 401) return undefined;
  if (!response.ok) throw await problemIn(response, 'console');
  return (await response.json()) as Session;
}

/** With the one-time token of the link that `npm start` printed. */
export async function signInLocally(token: string): Promise<void> {
  const response = await fetch(urlOf('auth/local'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  if (!response.ok) throw await problemIn(response, 'console');
}

export const signInUrl = (back: string): string =>
  `${urlOf('auth/login')}?${new URLSearchParams({ return: back }).toString()}`;

export async function signOut(): Promise<void> {
  const response = await fetch(urlOf('auth/logout'), { method: 'POST' });
  if (!response.ok) throw await problemIn(response, 'console');
}
