// Sends bad requests to a running service and tells which were not refused as they must be: with a problem of 4xx that names the field.
import type { BadRequest } from './bad-requests';

interface Problem {
  errors?: { pointer: string; rule: string }[];
}

/** One sentence for each request that was answered wrongly. */
export async function wrongAnswers(
  url: string,
  requests: readonly BadRequest[],
  keyOf: (role: string) => string,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const request of requests) {
    const complaint = await complaintOf(url, request, keyOf(request.role));
    if (complaint !== undefined) wrong.push(`${request.title}: ${complaint}`);
  }
  return wrong;
}

async function complaintOf(url: string, request: BadRequest, key: string): Promise<string | undefined> {
  const { method, path, headers, body, pointer, mayPass = false } = request;
  const response = await fetch(url + path, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body }),
    signal: AbortSignal.timeout(5000),
  });
  const text = await response.text();
  if (mayPass) return response.status < 500 ? undefined : `${response.status} ${text.slice(0, 200)}`;
  if (response.status < 400 || response.status > 499) return `${response.status}`;
  if (!/^application\/problem\+json/.test(response.headers.get('content-type') ?? ''))
    return 'no problem+json';
  const { errors = [] } = JSON.parse(text) as Problem;
  const isNamed =
    pointer === undefined ||
    errors.some((it) => it.pointer === pointer || it.pointer.startsWith(`${pointer}/`));
  return isNamed && errors.every(({ rule }) => rule.length > 3)
    ? undefined
    : `${response.status} names ${JSON.stringify(errors).slice(0, 200)}, not ${pointer}`;
}
