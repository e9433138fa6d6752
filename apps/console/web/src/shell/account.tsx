// Who is signed in, and the way out.
import { Button, Menu } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { signOut } from '../api/session';
import { announce } from '../parts/announce';
import { useTexts } from '../texts/language';
import { SHELL } from '../texts/shell';
import { useSession } from './session';

export function Account() {
  const t = useTexts(SHELL);
  const { name } = useSession();
  const queries = useQueryClient();
  const leave = async (): Promise<void> => {
    await signOut();
    queries.clear();
    location.reload();
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" color="gray" size="compact-sm" aria-label={t.account(name)}>
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void leave().catch((error: Error) => announce(error.message, true))}>
          {t.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
