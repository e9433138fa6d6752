// Lists the problems that a route can answer with, by what it reads, and says when. Pure.
import { PARAMETER } from './open-api-parameters';
import type { Route } from '../routes';

const BY_HEADER: Readonly<Record<string, Record<number, string>>> = {
  'If-Match': {
    400: 'invalid-path, invalid-query, invalid-body or bad-if-match: `errors` names the field and its rule.',
    412: 'changed-meanwhile, weak-etag or other-etag: read again, then decide again.',
    428: 'if-match-required.',
  },
  'Idempotency-Key': {
    400: 'invalid-path, invalid-query, invalid-body or bad-idempotency-key: `errors` names the field and its rule.',
    422: 'idempotency-key-reused: it came with another body.',
  },
};

export function refusalsOf(route: Route): Record<string, object> {
  const byHeader = (route.notes?.sends ?? []).map(({ name }) => BY_HEADER[name] ?? {});
  const all = Object.assign({}, usual(route), ...byHeader, route.notes?.problems ?? {}) as Record<
    number,
    string
  >;
  return Object.fromEntries(Object.entries(all).map(([status, says]) => [status, problemThat(says)]));
}

const problemThat = (description: string): object => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

function usual({ isOpen, path, body }: Route): Record<number, string> {
  if (isOpen) return {};
  const hasParts = path.match(PARAMETER) !== null;
  return {
    400: 'invalid-path, invalid-query or invalid-body: `errors` names the field and its rule.',
    401: 'unauthenticated: a known API key is needed.',
    403: 'forbidden: the role of the key may not do this.',
    ...(hasParts && { 404: 'not-found: there is no such resource, or it is not yours.' }),
    ...(body && {
      413: 'body-too-large.',
      415: 'unsupported-media-type or unsupported-encoding.',
    }),
    503: 'unavailable: something that the service needs is away. Try again.',
  };
}
