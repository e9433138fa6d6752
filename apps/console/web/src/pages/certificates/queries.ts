// What the page asks the services for. Nothing of a secret is ever in an answer, so all of it may be kept.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, certificates, deviceBindings, dispatch } from '../../api/clients';
import { ApiProblem } from '../../api/problem';
import type { components } from '../../api/types/certificates';

export type CertificateView = components['schemas']['Certificate'];
export type Version = NonNullable<CertificateView['current']>;

/** While everything is quiet. */
const AGAIN_MS = 15_000;
/** While a version is due and the service has not said so yet. */
const DUE_MS = 1_000;

/** The vendors do not change while the service runs. */
export const useVendors = () =>
  useQuery({
    queryKey: ['certificates', 'vendors'],
    queryFn: async ({ signal }) => (await answerOf(certificates.GET('/v1/vendors', { signal }))).vendors,
    staleTime: Infinity,
  });

/** A service that was away is asked again by itself, more often than one that answers. */
const again = (known: readonly CertificateView[] | undefined, error: unknown): number => {
  if (error !== null) return 3_000;
  const dueAtMs = Math.min(...(known ?? []).map(({ next }) => next?.effectiveAtMs ?? Infinity));
  return dueAtMs - Date.now() < AGAIN_MS ? DUE_MS : AGAIN_MS;
};

const PAGE = 200;

export const useCertificates = (app: string, deleted: boolean) =>
  useQuery({
    queryKey: ['certificates', app, 'list', deleted],
    queryFn: async ({ signal }) => {
      const all: CertificateView[] = [];
      let cursor: string | undefined;
      let effectiveAfterMs = 0;
      do {
        const query = { limit: PAGE, ...(deleted && { deleted }), ...(cursor !== undefined && { cursor }) };
        const page = await answerOf(
          certificates.GET('/v1/apps/{app}/certificates', { params: { path: { app }, query }, signal }),
        );
        all.push(...page.certificates);
        ({ effectiveAfterMs } = page);
        cursor = cursorOf(page.next);
      } while (cursor !== undefined);
      return { certificates: all, effectiveAfterMs };
    },
    refetchInterval: ({ state }) => again(state.data?.certificates, state.error),
  });

/** Of the path of a next page. */
export const cursorOf = (next: string | undefined): string | undefined =>
  next === undefined ? undefined : (new URL(next, 'http://page').searchParams.get('cursor') ?? undefined);

const certificateKey = (app: string, id: number) => ['certificates', app, 'one', id] as const;

/** With the ETag that a change must send back. */
export const useCertificate = (app: string, id: number) =>
  useQuery({
    queryKey: certificateKey(app, id),
    queryFn: async ({ signal }) => {
      const path = { app, certificate: id };
      const { data, response } = await certificates.GET('/v1/apps/{app}/certificates/{certificate}', {
        params: { path },
        signal,
      });
      return { certificate: data as CertificateView, etag: response.headers.get('etag') ?? '' };
    },
    retry: (count, error) => !(error instanceof ApiProblem && error.status === 404) && count < 2,
    refetchInterval: ({ state }) => again(state.data && [state.data.certificate], state.error),
  });

/** The lanes of the app by certificate; a dispatch that is away leaves the page whole. */
export const useLanes = (app: string) =>
  useQuery({
    queryKey: ['certificates', app, 'lanes'],
    queryFn: async ({ signal }) =>
      (await answerOf(dispatch.GET('/v1/apps/{app}/lanes', { params: { path: { app } }, signal }))).lanes,
    refetchInterval: AGAIN_MS,
  });

export const useBound = (app: string, id: number, limit: number) =>
  useQuery({
    queryKey: ['certificates', app, 'bound', id, limit],
    queryFn: ({ signal }) =>
      answerOf(
        deviceBindings.GET('/v1/apps/{app}/certificates/{certificate}/bindings', {
          params: { path: { app, certificate: id }, query: { limit } },
          signal,
        }),
      ),
  });

/** After a change all of the page is asked for anew. */
export function useRefresh(app: string): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['certificates', app] });
}
