// What the page asks delivery-log: rows of devices in pages, the story of the chosen one, and its checks. What changes is asked anew.
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { answerOf, deliveryLog } from '../../api/clients';
import { useLiveEvent, useLiveNarrowed } from '../../api/live';
import { TAGS, useLanguage } from '../../texts/language';
import type { paths } from '../../api/types/delivery-log';

type RowsQuery = NonNullable<
  paths['/v1/apps/{app}/messages/{messageId}/devices']['get']['parameters']['query']
>;
/** What is absent narrows nothing. */
export type Filter = {
  [Name in 'mark' | 'box' | 'reason' | 'vendor' | 'text']?: RowsQuery[Name] | undefined;
};

const ROWS_OF_A_PAGE = 200;

export interface Chosen {
  user: string;
  device?: string | undefined;
}

export function useRows(app: string, message: string, filter: Filter) {
  const language = useLanguage();
  return useInfiniteQuery({
    queryKey: ['message', app, message, 'devices', filter, language],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam }) =>
      answerOf(
        deliveryLog.GET('/v1/apps/{app}/messages/{messageId}/devices', {
          signal,
          params: {
            path: { app, messageId: message },
            query: {
              ...known(filter),
              limit: ROWS_OF_A_PAGE,
              ...(pageParam !== '' && { cursor: pageParam }),
            },
            header: { 'Accept-Language': TAGS[language] },
          },
        }),
      ),
    getNextPageParam: ({ next }) => cursorIn(next),
  });
}

const known = (filter: Filter): RowsQuery =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));

/** `next` is path and query of the next page. */
const cursorIn = (next: string | undefined): string | undefined =>
  new URLSearchParams(next?.split('?')[1] ?? '').get('cursor') ?? undefined;

export function useStory(app: string, message: string, chosen: Chosen | undefined) {
  const language = useLanguage();
  return useQuery({
    queryKey: ['message', app, message, 'story', chosen, language],
    enabled: chosen !== undefined,
    queryFn: ({ signal }) =>
      answerOf(
        deliveryLog.GET('/v1/apps/{app}/messages/{messageId}/story', {
          signal,
          params: {
            path: { app, messageId: message },
            query: placeOf(chosen),
            header: { 'Accept-Language': TAGS[language] },
          },
        }),
      ),
  });
}

export function useDiagnosis(app: string, message: string, chosen: Chosen | undefined, isWanted: boolean) {
  const language = useLanguage();
  return useQuery({
    queryKey: ['message', app, message, 'diagnosis', chosen, language],
    enabled: isWanted,
    queryFn: ({ signal }) =>
      answerOf(
        deliveryLog.GET('/v1/apps/{app}/messages/{messageId}/diagnosis', {
          signal,
          params: {
            path: { app, messageId: message },
            query: placeOf(chosen),
            header: { 'Accept-Language': TAGS[language] },
          },
        }),
      ),
  });
}

/** The checks are made anew, also if they are on the screen already. */
export function useExplain(app: string, message: string, open: () => void): () => void {
  const queries = useQueryClient();
  return () => {
    open();
    void queries.invalidateQueries({ queryKey: ['message', app, message, 'diagnosis'] });
  };
}

const placeOf = (chosen: Chosen | undefined) => ({
  ...(chosen !== undefined && { user: chosen.user }),
  ...(chosen?.device !== undefined && { device: chosen.device }),
});

/** Many devices change at once: they are asked for together. */
const TOGETHER_MS = 400;

/** Whatever changes in this message is on the screen a moment later. */
export function useFollow(app: string, message: string): void {
  const queries = useQueryClient();
  const timer = useRef<number>(undefined);
  useLiveNarrowed({ message });
  const refresh = (): void => {
    timer.current ??= window.setTimeout(() => {
      timer.current = undefined;
      void queries.invalidateQueries({ queryKey: ['message', app, message] });
    }, TOGETHER_MS);
  };
  useLiveEvent('delivery-log.story', (data) => {
    if ((data as { messageId?: string }).messageId === message) refresh();
  });
  useLiveEvent('delivery-log.reset', refresh);
  useEffect(() => () => window.clearTimeout(timer.current), []);
}
