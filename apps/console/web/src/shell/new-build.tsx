// A tab that was opened before the console was replaced asks to be loaded again: its pages may be gone from the server.
import { Alert, Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '../texts/language';
import { SHELL } from '../texts/shell';
import { useSession } from './session';

export function NewBuild() {
  const t = useTexts(SHELL);
  const { build } = useSession();
  const [opened] = useState(build);
  if (build === opened) return null;
  return (
    <Alert role="status" variant="outline" mb="sm">
      <Group justify="space-between">
        {t.newVersion}
        <Button variant="default" size="xs" onClick={() => location.reload()}>
          {t.reload}
        </Button>
      </Group>
    </Alert>
  );
}
