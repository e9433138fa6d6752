// Calls the HTTP APIs of the platform as a caller with a role would. An answer that is no success is an error with its problem.
import type { BasicName, RoleName } from './names';
import type { Program } from './program';

const DEADLINE_MS = 30_000;

export interface Answer<T = unknown> {
  status: number;
  headers: Headers;
  body: T;
}

export class Api {
  constructor(
    private readonly programs: Record<BasicName, Program>,
    private readonly keys: Record<RoleName, string>,
  ) {}

  get<T>(program: BasicName, path: string, role: RoleName = 'viewer'): Promise<T> {
    return this.call<T>(program, 'GET', path, { role }).then(({ body }) => body);
  }

  post<T>(program: BasicName, path: string, body: unknown, role: RoleName = 'operator'): Promise<T> {
    return this.call<T>(program, 'POST', path, { role, body }).then((answer) => answer.body);
  }

  async call<T>(
    program: BasicName,
    method: string,
    path: string,
    { role, body, headers = {} }: { role: RoleName; body?: unknown; headers?: Record<string, string> },
  ): Promise<Answer<T>> {
    const response = await fetch(`${this.programs[program].url}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.keys[role]}`, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${program}${path}: ${response.status} ${text}`);
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? undefined : JSON.parse(text)) as T,
    };
  }
}
