// Asks what an id names: first in the app that is open, then in the others that one may see. The id travels in a body, never in an address.
import { useQuery } from '@tanstack/react-query';
import { answerOf, deliveryLog } from '../../api/clients';
import type { components } from '../../api/types/delivery-log';
import { useApps } from '../../shell/apps';

export type Answered = components['schemas']['IdHits'];
export type Hit = Answered['hits'][number] & { app: string };

export interface Searched {
  hits: readonly Hit[];
  /** Of the app that is open. */
  here: Answered;
  apps: readonly string[];
}

/** Of other apps: more would be a flood of requests. */
const OTHERS = 5;

export function useSearch(app: string, wanted: string | undefined) {
  const others = (useApps().data ?? []).filter((one) => one !== app).slice(0, OTHERS);
  return useQuery({
    // The id may be a token: it stays in memory, and not for long.
    queryKey: ['ids', app, wanted, others],
    enabled: wanted !== undefined,
    gcTime: 10_000,
    queryFn: async ({ signal }): Promise<Searched> => {
      const id = wanted ?? '';
      const here = await searchIn(app, id, signal);
      if (here.hits.length > 0) return { here, hits: named(here), apps: [app] };
      const elsewhere = await Promise.all(others.map((other) => searchIn(other, id, signal)));
      return { here, hits: elsewhere.flatMap(named), apps: [app, ...others] };
    },
  });
}

const searchIn = (app: string, id: string, signal: AbortSignal): Promise<Answered> =>
  answerOf(
    deliveryLog.POST('/v1/apps/{app}/ids:search', { signal, params: { path: { app } }, body: { id } }),
  );

const named = ({ app, hits }: Answered): Hit[] => hits.map((hit) => ({ ...hit, app }));
