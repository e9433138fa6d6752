// What the page asks of four services about one user. Each answer stands for itself: one service that is away does not hide the others.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, deliveryLog, deviceBindings, presence } from '../../api/clients';
import { useLiveEvent, useLiveNarrowed } from '../../api/live';
import type { components as Bindings } from '../../api/types/device-bindings';
import type { components as Presence } from '../../api/types/presence';
import { TAGS, useLanguage } from '../../texts/language';

export type Session = Presence['schemas']['UserSession'];
export type Binding = Bindings['schemas']['DeviceBinding'];
export type BindingChange = Bindings['schemas']['BindingChange'];

/** Nobody streams sessions and bindings. */
const EVERY_MS = 5_000;
const MOST = 200;
const MESSAGES = 50;

export function useSessions(app: string, user: string) {
  return useQuery({
    queryKey: ['user', app, user, 'sessions'],
    refetchInterval: EVERY_MS,
    queryFn: async ({ signal }) =>
      (
        await answerOf(
          presence.GET('/v1/apps/{app}/users/{user}/sessions', {
            signal,
            params: { path: { app, user }, query: { limit: MOST } },
          }),
        )
      ).sessions,
  });
}

export function useBindings(app: string, user: string) {
  return useQuery({
    queryKey: ['user', app, user, 'bindings'],
    refetchInterval: EVERY_MS,
    queryFn: async ({ signal }) =>
      (
        await answerOf(
          deviceBindings.GET('/v1/apps/{app}/users/{user}/bindings', {
            signal,
            params: { path: { app, user }, query: { limit: MOST } },
          }),
        )
      ).bindings,
  });
}

export function useHistory(app: string, user: string) {
  return useQuery({
    queryKey: ['user', app, user, 'history'],
    refetchInterval: EVERY_MS,
    queryFn: async ({ signal }) =>
      (
        await answerOf(
          deviceBindings.GET('/v1/apps/{app}/users/{user}/bindings/history', {
            signal,
            params: { path: { app, user }, query: { limit: MOST } },
          }),
        )
      ).changes,
  });
}

export function useDiagnosis(app: string, user: string) {
  const language = useLanguage();
  return useQuery({
    queryKey: ['user', app, user, 'diagnosis', language],
    refetchInterval: EVERY_MS,
    queryFn: ({ signal }) =>
      answerOf(
        deliveryLog.GET('/v1/apps/{app}/users/{user}/diagnosis', {
          signal,
          params: { path: { app, user }, header: { 'Accept-Language': TAGS[language] } },
        }),
      ),
  });
}

export function useMessages(app: string, user: string) {
  const language = useLanguage();
  return useQuery({
    queryKey: ['user', app, user, 'messages', language],
    queryFn: async ({ signal }) =>
      (
        await answerOf(
          deliveryLog.GET('/v1/apps/{app}/users/{user}/stories', {
            signal,
            params: {
              path: { app, user },
              query: { limit: MESSAGES },
              header: { 'Accept-Language': TAGS[language] },
            },
          }),
        )
      ).stories,
  });
}

/** Whatever becomes of a message to this user is on the screen a moment later. */
export function useFollow(app: string, user: string): void {
  const queries = useQueryClient();
  useLiveNarrowed({ user });
  useLiveEvent('delivery-log.story', (data) => {
    if ((data as { user?: string }).user === user)
      void queries.invalidateQueries({ queryKey: ['user', app, user, 'messages'] });
  });
}
