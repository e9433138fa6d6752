// What the Lanes page and the header ask dispatch. Both look at the same answer: the page asks each second, the header less often.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../../api/problem';
import { answerOf, dispatch } from '../../api/clients';
import { useLive, useLiveEvent } from '../../api/live';

const PAGE_MS = 1_000;
const HEADER_MS = 5_000;
const AWAY_MS = 5_000;
const HOUR_MS = 10_000;
/** Of two hundred lanes each. */
const MOST_PAGES = 5;

async function lanesOf(app: string, signal: AbortSignal) {
  const first = await pageOf(app, undefined, signal);
  const lanes = [...first.lanes];
  let { next } = first;
  for (let page = 1; next !== undefined && page < MOST_PAGES; page++) {
    const more = await pageOf(app, cursorIn(next), signal);
    lanes.push(...more.lanes);
    next = more.next;
  }
  return { atMs: first.atMs, lanes };
}

const pageOf = (app: string, cursor: string | undefined, signal: AbortSignal) =>
  answerOf(
    dispatch.GET('/v1/apps/{app}/lanes', {
      signal,
      params: { path: { app }, query: { limit: 200, ...(cursor !== undefined && { cursor }) } },
    }),
  );

/** `next` is path and query. */
const cursorIn = (next: string): string | undefined =>
  new URL(next, 'http://of.any').searchParams.get('cursor') ?? undefined;

export type ShownLane = Awaited<ReturnType<typeof lanesOf>>['lanes'][number];

const keyOf = (app: string) => ['lanes', app] as const;

function useEvery(everyMs: number) {
  const isFrozen = useLive().state === 'frozen';
  return ({ state: { error } }: { state: { error: Error | null } }): number | false => {
    if (isFrozen) return false;
    return error instanceof ApiProblem && error.isAway ? AWAY_MS : everyMs;
  };
}

export function useLanes(app: string, of: 'page' | 'header') {
  const queries = useQueryClient();
  // What a call or a person did to a lane is told by the stream, before the next second.
  useLiveEvent('delivery-log.lane', () => void queries.invalidateQueries({ queryKey: keyOf(app) }));
  return useQuery({
    queryKey: keyOf(app),
    queryFn: ({ signal }) => lanesOf(app, signal),
    refetchInterval: useEvery(of === 'page' ? PAGE_MS : HEADER_MS),
    staleTime: 500,
  });
}

export function useHour(app: string, certificate: number) {
  return useQuery({
    queryKey: ['lane-hour', app, certificate],
    queryFn: ({ signal }) =>
      answerOf(
        dispatch.GET('/v1/apps/{app}/lanes/{certificate}/history', {
          signal,
          params: { path: { app, certificate } },
        }),
      ),
    refetchInterval: useEvery(HOUR_MS),
  });
}

/** Then everybody who shows the lane asks anew. */
export function useChange(app: string, certificate: number) {
  const queries = useQueryClient();
  const params = { path: { app, certificate } };
  const done = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey: keyOf(app) });
    await queries.invalidateQueries({ queryKey: ['lane-hour', app, certificate] });
  };
  return {
    pause: async (because: string): Promise<void> => {
      await answerOf(
        dispatch.POST('/v1/apps/{app}/lanes/{certificate}/pause', { params, body: { because } }),
      );
      await done();
    },
    resume: async (): Promise<void> => {
      await answerOf(dispatch.POST('/v1/apps/{app}/lanes/{certificate}/resume', { params }));
      await done();
    },
  };
}
