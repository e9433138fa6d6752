// Asks before something reaches users or cannot be undone. For the gravest the person types a word.
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTexts } from '../texts/language';
import { PARTS } from '../texts/parts';
import { SHELL } from '../texts/shell';

interface ConfirmProps {
  title: string;
  /** What will happen. */
  children: ReactNode;
  /** On the button; absent: "Confirm". */
  verb?: string;
  /** To be typed. */
  word?: string;
  isBusy?: boolean;
  isDangerous?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

export function Confirm({
  title,
  children,
  verb,
  word,
  isBusy = false,
  isDangerous = false,
  onConfirm,
  onClose,
}: ConfirmProps) {
  const t = useTexts(PARTS);
  const { close } = useTexts(SHELL);
  const [typed, setTyped] = useState('');
  const isReady = word === undefined || typed.trim() === word;
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': close }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) onConfirm();
        }}
      >
        <Stack>
          {children}
          {word !== undefined && (
            <TextInput
              label={t.typeToConfirm(word)}
              value={typed}
              autoComplete="off"
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.cancel}
            </Button>
            <Button type="submit" color={isDangerous ? 'red' : 'blue'} disabled={!isReady} loading={isBusy}>
              {verb ?? t.confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
