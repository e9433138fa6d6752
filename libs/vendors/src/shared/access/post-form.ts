// A login as OAuth 2 has it: fields in a form, an answer in JSON.
import type { Exchange, HttpOrigin } from '../http/http';
import { LOGIN_DEADLINE_MS } from './access-tokens';

export const postForm = (
  origin: HttpOrigin,
  path: string,
  fields: Readonly<Record<string, string>>,
  deadlineMs = LOGIN_DEADLINE_MS,
): Promise<Exchange> =>
  origin.exchange(
    {
      method: 'POST',
      path,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams(fields).toString(),
    },
    deadlineMs,
  );
