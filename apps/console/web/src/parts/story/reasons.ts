// The words for who must act, and for reasons that a list offers as filters. They come from delivery-log, in the language of the page.
import { useQuery } from '@tanstack/react-query';
import { answerOf, certificates, deliveryLog } from '../../api/clients';
import { TAGS, useLanguage } from '../../texts/language';

/** They change with a release only. */
const FOR_A_WHILE_MS = 600_000;

export function useReasons() {
  const language = useLanguage();
  return useQuery({
    queryKey: ['reasons', language],
    staleTime: FOR_A_WHILE_MS,
    queryFn: ({ signal }) =>
      answerOf(
        deliveryLog.GET('/v1/reasons', { signal, params: { header: { 'Accept-Language': TAGS[language] } } }),
      ),
  });
}

/** The name of who must act. */
export function useActor(): (who: string) => string {
  const { data } = useReasons();
  return (who) => data?.actors.find((actor) => actor.who === who)?.name ?? who;
}

/** What people call a vendor; its id until that is known. */
export function useVendorName(): (vendor: string) => string {
  const { data } = useQuery({
    queryKey: ['vendors'],
    staleTime: FOR_A_WHILE_MS,
    queryFn: ({ signal }) => answerOf(certificates.GET('/v1/vendors', { signal })),
  });
  return (vendor) => data?.vendors.find(({ id }) => id === vendor)?.name ?? vendor;
}
