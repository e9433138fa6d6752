// The frame around every page of an app: header, rail, content.
import { AppShell, Burger, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, Navigate, Outlet, useParams } from '@tanstack/react-router';
import { urlOf } from '../api/clients';
import { LiveProvider } from '../api/live';
import { Problem } from '../parts/answer';
import { useTexts } from '../texts/language';
import { NEW_APP } from '../texts/new-app';
import { SHELL } from '../texts/shell';
import { Account } from './account';
import { AppSwitch, useApps } from './apps';
import { LaneCount } from './lane-count';
import { LiveDot } from './live-dot';
import { NewAppButton, useMayMakeApps } from './new-app';
import { NewBuild } from './new-build';
import { LanguageSwitch, SchemeSwitch } from './looks-switches';
import { PreferencesButton } from './preferences-dialog';
import { Rail } from './rail';
import { SearchBox } from './search-box';
import { useSession } from './session';

export function Frame() {
  const t = useTexts(SHELL);
  const { app } = useParams({ from: '/a/$app' });
  const [isOpen, { toggle, close }] = useDisclosure(false);
  return (
    <LiveProvider app={app} key={app}>
      <a className="skip-link" href="#content">
        {t.skip}
      </a>
      <AppShell
        header={{ height: { base: 148, sm: 100, md: 56 } }}
        navbar={{ width: 200, breakpoint: 900, collapsed: { mobile: !isOpen } }}
        padding={{ base: 'sm', sm: 'md' }}
      >
        <AppShell.Header>
          <Group px="md" py={10} gap="sm" justify="space-between">
            <Group gap="sm">
              <Burger
                className="rail-toggle"
                opened={isOpen}
                onClick={toggle}
                size="sm"
                aria-label={t.openNavigation}
                aria-expanded={isOpen}
              />
              <Brand />
              <AppSwitch app={app} />
            </Group>
            <SearchBox app={app} />
            <Group gap={4} className="header-end">
              <LaneCount app={app} />
              <LiveDot />
              <LanguageSwitch />
              <SchemeSwitch />
              <PreferencesButton />
              <Account />
            </Group>
          </Group>
        </AppShell.Header>
        <AppShell.Navbar p="xs" aria-label={t.navigation}>
          <Rail app={app} onGo={close} />
        </AppShell.Navbar>
        <AppShell.Main id="content" tabIndex={-1}>
          <SandboxBanner />
          <NewBuild />
          <Outlet />
        </AppShell.Main>
      </AppShell>
    </LiveProvider>
  );
}

const Brand = () => (
  <Link to="/" className="brand" aria-label="offline-push">
    <img src={urlOf('mark.svg')} alt="" width={24} height={24} />
    <span>offline-push</span>
  </Link>
);

/** Wherever a sandbox is, nobody takes its pushes for real ones. */
function SandboxBanner() {
  const t = useTexts(SHELL);
  return useSession().sandbox ? <div className="sandbox-banner">{t.sandboxBanner}</div> : null;
}

/** Without an app in the address: the first that one may see. */
export function ToFirstApp() {
  const apps = useApps();
  const first = apps.data?.[0];
  if (first !== undefined) return <Navigate to="/a/$app" params={{ app: first }} replace />;
  if (apps.error) return <Problem error={apps.error} onRetry={() => void apps.refetch()} />;
  return apps.isPending ? null : <NoApp />;
}

function NoApp() {
  const t = useTexts(SHELL);
  const words = useTexts(NEW_APP);
  const mayMake = useMayMakeApps();
  return (
    <Stack p="xl" align="flex-start" component="main">
      <Title order={1} size="h3">
        {mayMake ? words.none : t.noApp}
      </Title>
      {mayMake && <Text maw="72ch">{words.noneSays}</Text>}
      {mayMake && <NewAppButton />}
    </Stack>
  );
}

export function NotFound() {
  const t = useTexts(SHELL);
  return (
    <Stack p="xl">
      <Text>{t.notFound}</Text>
      <Link to="/">{t.toFind}</Link>
    </Stack>
  );
}
