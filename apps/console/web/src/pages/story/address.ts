// The address is the state of the page: which device, which filter, whether the checks are open.
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { Chosen, Filter } from './asks';

const FILTERS = ['mark', 'box', 'reason', 'vendor', 'text'] as const;

export function useAddress() {
  const { message, app } = useParams({ from: '/a/$app/messages/$message' });
  const search = useSearch({ from: '/a/$app/messages/$message' });
  const navigate = useNavigate();
  const word = (name: string): string | undefined =>
    search[name] === undefined ? undefined : String(search[name]);
  const filter = Object.fromEntries(
    FILTERS.map((name) => [name, word(name)]).filter(([, value]) => value !== undefined),
  ) as Filter;
  const user = word('user');
  const chosen: Chosen | undefined = user === undefined ? undefined : { user, device: word('device') };
  const isExplained = search['explain'] === true;
  const go = (to: { filter?: Filter; chosen?: Chosen | undefined; explain?: boolean }): void => {
    const at = to.chosen ?? chosen;
    const next = {
      ...(to.filter ?? filter),
      ...(at && { user: at.user, ...(at.device !== undefined && { device: at.device }) }),
      ...((to.explain ?? isExplained) && { explain: true }),
    };
    void navigate({
      to: '/a/$app/messages/$message',
      params: { app, message },
      search: next,
      replace: true,
      resetScroll: false,
    });
  };
  return { filter, chosen, isExplained, go };
}
