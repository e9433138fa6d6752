// The apps that one may see, and the switch between them.
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answerOf, certificates } from '../api/clients';
import { useTexts } from '../texts/language';
import { NEW_APP } from '../texts/new-app';
import { SHELL } from '../texts/shell';
import { NewApp, useMayMakeApps } from './new-app';
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

/** No app is called so. */
const NEW = '+';

/** Whoever may make one finds it at the end of the list. */
export function AppSwitch({ app }: { app: string }) {
  const t = useTexts(SHELL);
  const { add } = useTexts(NEW_APP);
  const navigate = useNavigate();
  const mayMake = useMayMakeApps();
  const [isMaking, setMaking] = useState(false);
  const known = useApps().data ?? [];
  const choose = (chosen: string): void => {
    if (chosen === NEW) setMaking(true);
    else void navigate({ to: '/a/$app', params: { app: chosen } });
  };
  return (
    <>
      <NativeSelect
        aria-label={t.app}
        value={app}
        data={[
          ...(known.includes(app) ? known : [app, ...known]),
          ...(mayMake ? [{ value: NEW, label: `${add} …` }] : []),
        ]}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {isMaking && <NewApp onClose={() => setMaking(false)} />}
    </>
  );
}
