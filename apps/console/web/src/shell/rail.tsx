// The pages, at the left; each also by two keys.
import { NavLink } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { Icon } from '../looks/icons';
import { useTexts } from '../texts/language';
import { SHELL } from '../texts/shell';
import { useSession } from './session';
import { useShortcut } from './shortcuts';

const PAGES = [
  { name: 'find', to: '/a/$app', keys: 'g f' },
  { name: 'certificates', to: '/a/$app/certificates', keys: 'g c' },
  { name: 'statistics', to: '/a/$app/statistics', keys: 'g s' },
  { name: 'lanes', to: '/a/$app/lanes', keys: 'g l' },
  { name: 'deadLetters', to: '/a/$app/dead-letters', keys: 'g d' },
  { name: 'sandbox', to: '/a/$app/sandbox', keys: 'g x' },
] as const;

export function Rail({ app, onGo }: { app: string; onGo: () => void }) {
  const { sandbox } = useSession();
  return PAGES.filter(({ name }) => name !== 'sandbox' || sandbox).map((page) => (
    <PageLink key={page.name} {...page} app={app} onGo={onGo} />
  ));
}

type PageLinkProps = (typeof PAGES)[number] & { app: string; onGo: () => void };

function PageLink({ name, to, keys, app, onGo }: PageLinkProps) {
  const t = useTexts(SHELL);
  const navigate = useNavigate();
  useShortcut(keys, t.keys.go(t.pages[name]), () => void navigate({ to, params: { app } }));
  return (
    <Link
      to={to}
      params={{ app }}
      activeOptions={{ exact: name === 'find', includeSearch: false }}
      onClick={onGo}
      className="rail-link"
    >
      {({ isActive }) => (
        <NavLink
          component="span"
          label={t.pages[name]}
          leftSection={<Icon name={name} />}
          active={isActive}
          variant="light"
        />
      )}
    </Link>
  );
}
