// What a button does, as a command to copy. Ids and addresses are the real ones; the key is always a variable of the shell.
import { Stack, Tabs } from '@mantine/core';
import { useTexts } from '../texts/language';
import { PARTS } from '../texts/parts';
import { Copy } from './copy';
import './command.css';

export interface Command {
  /** Of the tab: curl, kcat, … */
  readonly name: string;
  readonly text: string;
}

export function CommandBlock({ commands, label }: { commands: readonly Command[]; label?: string }) {
  const t = useTexts(PARTS);
  return (
    <Tabs defaultValue={commands[0]?.name ?? ''} aria-label={label ?? t.command}>
      <Tabs.List aria-label={label ?? t.command}>
        {commands.map(({ name }) => (
          <Tabs.Tab key={name} value={name}>
            {name}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {commands.map(({ name, text }) => (
        <Tabs.Panel key={name} value={name} pt="xs">
          <Stack gap="xs" align="flex-start">
            <pre className="command" tabIndex={0} aria-label={name}>
              {text}
            </pre>
            <Copy text={text} />
          </Stack>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
