// The apps that one may see, and the switch between them.
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { answerOf, certificates } from '../api/clients';
import { useTexts } from '../texts/language';
import { SHELL } from '../texts/shell';
import { useSession } from './session';

/** The session names them; who may see all asks the service. */
export function useApps() {
  const { apps } = useSession();
  const seesAll = apps.some(({ app }) => app === '*');
  return useQuery({
    queryKey: ['apps'],
    queryFn: async ({ signal }) => {
      if (!seesAll) return apps.map(({ app }) => app);
      const known = await answerOf(certificates.GET('/v1/apps', { signal }));
      return known.apps.map(({ id }) => id);
    },
  });
}

export function AppSwitch({ app }: { app: string }) {
  const t = useTexts(SHELL);
  const navigate = useNavigate();
  const known = useApps().data ?? [];
  return (
    <NativeSelect
      aria-label={t.app}
      value={app}
      data={known.includes(app) ? known : [app, ...known]}
      onChange={(event) => void navigate({ to: '/a/$app', params: { app: event.currentTarget.value } })}
    />
  );
}
