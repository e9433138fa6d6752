// What the Dead letters page asks delivery-log: the letters of an app, or of all apps for who looks after all of them.
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../../api/problem';
import { answerOf, deliveryLog } from '../../api/clients';
import type { components } from '../../api/types/delivery-log';
import { useLive } from '../../api/live';
import { TAGS, useLanguage } from '../../texts/language';

type Schemas = components['schemas'];
export type Letter = Schemas['DeadLetterList']['letters'][number];
export type Job = Schemas['DeadLetterReplayJob'];
type Reason = Letter['reason'];
type LetterGroup = Schemas['DeadLetterGroups']['groups'][number];

/** Undefined: all apps, and letters that are nobody's for certain. */
export type Scope = string | undefined;

/** Of one topic and one reason: what people mend at once. */
export interface Group extends Omit<LetterGroup, 'group'> {
  readonly groups: readonly string[];
}

const EVERY_MS = 2_000;
const RUNNING_MS = 500;
const AWAY_MS = 5_000;

function useEvery() {
  const isFrozen = useLive().state === 'frozen';
  return (everyMs: number, error: Error | null): number | false => {
    if (isFrozen) return false;
    return error instanceof ApiProblem && error.isAway ? AWAY_MS : everyMs;
  };
}

const useSpoken = () => {
  const tag = TAGS[useLanguage()];
  return { tag, header: { 'Accept-Language': tag } };
};

/** @param isOn false: it is not asked at all. */
export function useGroups(scope: Scope, isOn = true) {
  const { tag, header } = useSpoken();
  const every = useEvery();
  return useQuery({
    queryKey: ['letters', 'groups', scope, tag],
    enabled: isOn,
    queryFn: async ({ signal }) => {
      const { groups } = await (scope === undefined
        ? answerOf(deliveryLog.GET('/v1/dead-letter-groups', { signal, params: { header } }))
        : answerOf(
            deliveryLog.GET('/v1/apps/{app}/dead-letter-groups', {
              signal,
              params: { header, path: { app: scope } },
            }),
          ));
      return byCause(groups);
    },
    refetchInterval: ({ state }) => every(EVERY_MS, state.error),
  });
}

function byCause(groups: readonly LetterGroup[]): Group[] {
  const causes = new Map<string, Group>();
  for (const { group, ...one } of groups) {
    const key = `${one.topic} ${one.reason}`;
    const known = causes.get(key);
    causes.set(key, known === undefined ? { ...one, groups: [group] } : joined(known, one, group));
  }
  return [...causes.values()].sort((a, b) => b.count - a.count);
}

const joined = (known: Group, one: Omit<LetterGroup, 'group'>, group: string): Group => ({
  ...known,
  groups: [...known.groups, group],
  count: known.count + one.count,
  oldestAtMs: Math.min(known.oldestAtMs, one.oldestAtMs),
  newestAtMs: Math.max(known.newestAtMs, one.newestAtMs),
});

export function useLetters(scope: Scope, { topic, reason }: { topic: string; reason: Reason }) {
  const { tag, header } = useSpoken();
  return useInfiniteQuery({
    queryKey: ['letters', 'list', scope, topic, reason, tag],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam: cursor }) => {
      const query = { topic, reason, limit: 100, ...(cursor !== undefined && { cursor }) };
      return scope === undefined
        ? answerOf(deliveryLog.GET('/v1/dead-letters', { signal, params: { header, query } }))
        : answerOf(
            deliveryLog.GET('/v1/apps/{app}/dead-letters', {
              signal,
              params: { header, query, path: { app: scope } },
            }),
          );
    },
    getNextPageParam: ({ next }) =>
      next === undefined
        ? undefined
        : (new URL(next, 'http://of.any').searchParams.get('cursor') ?? undefined),
  });
}

/** Asked when a person wants to see the bytes, and not kept: each look is written down. */
export function useBytes(scope: Scope, letter: string, isShown: boolean) {
  const { header } = useSpoken();
  return useQuery({
    queryKey: ['letter-bytes', scope, letter],
    enabled: isShown,
    gcTime: 0,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchInterval: false,
    queryFn: ({ signal }) =>
      scope === undefined
        ? answerOf(
            deliveryLog.GET('/v1/dead-letters/{letter}', { signal, params: { header, path: { letter } } }),
          )
        : answerOf(
            deliveryLog.GET('/v1/apps/{app}/dead-letters/{letter}', {
              signal,
              params: { header, path: { app: scope, letter } },
            }),
          ),
  });
}

export function useReveals(scope: Scope, letter: string, isOn: boolean, looks: number) {
  return useQuery({
    queryKey: ['letters', 'reveals', scope, letter, looks],
    enabled: isOn,
    queryFn: ({ signal }) =>
      scope === undefined
        ? answerOf(
            deliveryLog.GET('/v1/dead-letters/{letter}/reveals', { signal, params: { path: { letter } } }),
          )
        : answerOf(
            deliveryLog.GET('/v1/apps/{app}/dead-letters/{letter}/reveals', {
              signal,
              params: { path: { app: scope, letter } },
            }),
          ),
  });
}

export type Meant = { topic: string; reason: Reason } | { ids: string[] };

export function usePreview(scope: Scope, body: Meant) {
  const { tag, header } = useSpoken();
  return useQuery({
    queryKey: ['letters', 'preview', scope, body, tag],
    queryFn: ({ signal }) =>
      scope === undefined
        ? answerOf(deliveryLog.POST('/v1/dead-letters:preview', { signal, body, params: { header } }))
        : answerOf(
            deliveryLog.POST('/v1/apps/{app}/dead-letters:preview', {
              signal,
              body,
              params: { header, path: { app: scope } },
            }),
          ),
  });
}

export function useJobs(scope: Scope) {
  const { tag, header } = useSpoken();
  const every = useEvery();
  return useQuery({
    queryKey: ['letters', 'jobs', scope, tag],
    queryFn: async ({ signal }) => {
      const { replays } = await (scope === undefined
        ? answerOf(deliveryLog.GET('/v1/dead-letter-replays', { signal, params: { header } }))
        : answerOf(
            deliveryLog.GET('/v1/apps/{app}/dead-letter-replays', {
              signal,
              params: { header, path: { app: scope } },
            }),
          ));
      return replays;
    },
    refetchInterval: ({ state: { data, error } }) =>
      every(data?.some(({ state }) => state === 'running') === true ? RUNNING_MS : EVERY_MS, error),
  });
}

/** Then the whole page asks anew. */
function useAfterwards() {
  const queries = useQueryClient();
  // Not waited for: the dialog says what was done before the group that it belongs to is gone.
  return () => void queries.invalidateQueries({ queryKey: ['letters'] });
}

export function useReplay(scope: Scope) {
  const { header } = useSpoken();
  return useMutation({
    onSuccess: useAfterwards(),
    mutationFn: (body: Meant) =>
      scope === undefined
        ? answerOf(deliveryLog.POST('/v1/dead-letter-replays', { body, params: { header } }))
        : answerOf(
            deliveryLog.POST('/v1/apps/{app}/dead-letter-replays', {
              body,
              params: { header, path: { app: scope } },
            }),
          ),
  });
}

export function useStop(scope: Scope) {
  const { header } = useSpoken();
  return useMutation({
    onSuccess: useAfterwards(),
    mutationFn: (replay: string) =>
      scope === undefined
        ? answerOf(
            deliveryLog.POST('/v1/dead-letter-replays/{replay}/stop', {
              params: { header, path: { replay } },
            }),
          )
        : answerOf(
            deliveryLog.POST('/v1/apps/{app}/dead-letter-replays/{replay}/stop', {
              params: { header, path: { app: scope, replay } },
            }),
          ),
  });
}

/** All that are meant: an answer discards ten thousand at most. */
export function useDiscard(scope: Scope) {
  return useMutation({
    onSuccess: useAfterwards(),
    mutationFn: async (body: Meant & { because: string }) => {
      let discarded = 0;
      for (;;) {
        const answer = await (scope === undefined
          ? answerOf(deliveryLog.POST('/v1/dead-letters:discard', { body }))
          : answerOf(
              deliveryLog.POST('/v1/apps/{app}/dead-letters:discard', {
                body,
                params: { path: { app: scope } },
              }),
            ));
        discarded += answer.discarded;
        if (!answer.isMore) return discarded;
      }
    },
  });
}
