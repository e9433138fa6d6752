// A panel at the side: a modal dialog that gives the focus back to where it was.
import { Drawer as Panel } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/language';
import { SHELL } from '../texts/shell';

interface DrawerProps {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

export function Drawer({ title, onClose, children }: DrawerProps) {
  const { close } = useTexts(SHELL);
  return (
    <Panel opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': close }}>
      {children}
    </Panel>
  );
}
