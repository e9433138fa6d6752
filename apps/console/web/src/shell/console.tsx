// All that surrounds the pages: looks, language, data, session, routes.
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ApiProblem } from '../api/problem';
import { contrast, theme } from '../looks/theme';
import { PresentProvider } from '../parts/moment';
import { router } from '../routes';
import { LanguageProvider } from '../texts/language';
import { PreferencesProvider, usePreferences } from './preferences';
import { SessionProvider } from './session';
import { ShortcutsProvider } from './shortcuts';

/** A service that is away is asked again by itself, so that its pages recover alone. */
const AGAIN_MS = 5_000;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      retry: (count, error) => error instanceof ApiProblem && error.isAway && count < 1,
      refetchInterval: ({ state: { error } }) =>
        error instanceof ApiProblem && error.isAway ? AGAIN_MS : false,
    },
  },
});

/** The content policy takes our styles by this word; the server draws it anew for each page. */
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
/** The lock of the page under a dialog writes its style by itself, and looks for the word here. */
Object.assign(globalThis, { __webpack_nonce__: nonce });

export const Console = () => (
  <PreferencesProvider>
    <Looks />
  </PreferencesProvider>
);

function Looks() {
  const { language, scheme } = usePreferences();
  return (
    <LanguageProvider language={language}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={contrast}
        defaultColorScheme="auto"
        {...(scheme !== 'auto' && { forceColorScheme: scheme })}
        getStyleNonce={() => nonce}
      >
        <Notifications position="bottom-right" />
        <QueryClientProvider client={queries}>
          <PresentProvider>
            <SessionProvider>
              <ShortcutsProvider>
                <RouterProvider router={router} />
              </ShortcutsProvider>
            </SessionProvider>
          </PresentProvider>
        </QueryClientProvider>
      </MantineProvider>
    </LanguageProvider>
  );
}
