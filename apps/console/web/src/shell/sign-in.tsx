// How one signs in: with the link of `npm start`, or at the company's identity provider.
import { Anchor, Button, Modal, Paper, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { BASE } from '../api/clients';
import { signInLocally, signInUrl } from '../api/session';
import { useTexts } from '../texts/language';
import { SHELL } from '../texts/shell';

/** The path below the base, for the way back. */
const hereBelowBase = (): string => `/${location.href.slice(BASE.href.length)}`.replace(/^\/login\b.*/, '/');

/** The whole page: nobody is signed in. A token in the address is used at once, and is taken out of it. */
export function SignIn() {
  const t = useTexts(SHELL);
  const queries = useQueryClient();
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    const token = location.hash.slice(1);
    if (token === '') return;
    const isAtLogin = location.pathname.endsWith('/login');
    history.replaceState(null, '', isAtLogin ? BASE.href : location.pathname + location.search);
    signInLocally(token).then(
      () => queries.invalidateQueries(),
      () => setFailed(true),
    );
  }, [queries]);
  return (
    <main>
      <Stack align="center" mt="15vh" px="md">
        <Paper withBorder p="xl" maw={480}>
          <Stack>
            <Title order={1} size="h2">
              {t.product}
            </Title>
            {hasFailed && (
              <Text c="var(--mantine-color-error)" role="alert">
                {t.signInFailed}
              </Text>
            )}
            <Text>{t.signInLocal}</Text>
            <Anchor href={signInUrl(hereBelowBase())}>{t.signIn}</Anchor>
          </Stack>
        </Paper>
      </Stack>
    </main>
  );
}

/** Over the page, which keeps what was typed. */
export function SignInAgain({ way }: { way: 'local' | 'oidc' }) {
  const t = useTexts(SHELL);
  const queries = useQueryClient();
  // Another tab signs in, so that this one keeps its page.
  useEffect(() => {
    const look = (): void => void queries.invalidateQueries({ queryKey: ['session'] });
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [queries]);
  return (
    <Modal opened onClose={() => undefined} withCloseButton={false} title={t.signIn}>
      <Stack>
        <Text>{t.signInAgain}</Text>
        {way === 'local' ? (
          <Text>{t.signInLocal}</Text>
        ) : (
          <Button component="a" href={signInUrl('/')} target="_blank" rel="noopener">
            {t.signIn}
          </Button>
        )}
      </Stack>
    </Modal>
  );
}
