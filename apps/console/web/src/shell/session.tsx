// Who is signed in, for all pages: their roles decide what is shown; the services decide what is done.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { fetchSession, type Role, type Session } from '../api/session';
import { onSessionEnd } from '../api/session-end';
import { Loading, Problem } from '../parts/answer';
import { SignIn, SignInAgain } from './sign-in';

const SessionContext = createContext<Session | undefined>(undefined);
const SESSION_KEY = ['session'] as const;

/** The pages below are not taken down when a session ends: what was typed stays. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const asked = useQuery({
    queryKey: SESSION_KEY,
    // Null, because the cache takes undefined for an error.
    queryFn: async ({ signal }) => (await fetchSession(signal)) ?? null,
    staleTime: 60_000,
  });
  const [known, setKnown] = useState<Session>();
  useEffect(() => onSessionEnd(() => void queries.invalidateQueries({ queryKey: SESSION_KEY })), [queries]);
  const session = asked.data ?? known;
  useEffect(() => {
    if (asked.data) setKnown(asked.data);
  }, [asked.data]);
  if (session === undefined) {
    if (asked.isPending) return <Loading what="offline-push" />;
    if (asked.isError) return <Problem error={asked.error} onRetry={() => void asked.refetch()} />;
    return <SignIn />;
  }
  return (
    <SessionContext.Provider value={session}>
      {children}
      {asked.isSuccess && !asked.data && <SignInAgain way={session.signIn} />}
    </SessionContext.Provider>
  );
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('There is no SessionProvider above');
  return session;
}

const RANK: Record<Role, number> = { service: 0, viewer: 0, operator: 1, admin: 2 };

/** The role in an app; undefined: none. */
function roleIn({ apps }: Session, app: string): Role | undefined {
  const roles = apps.filter((one) => one.app === app || one.app === '*').map(({ role }) => role);
  return roles.sort((a, b) => RANK[b] - RANK[a])[0];
}

/** Whether the one who is signed in may do what needs `least` in that app. Buttons that they may not use are not shown. */
export function useMay(least: 'viewer' | 'operator' | 'admin', app: string): boolean {
  const role = roleIn(useSession(), app);
  return role !== undefined && RANK[role] >= RANK[least];
}
