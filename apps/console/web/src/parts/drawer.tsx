// A panel at the side: a modal dialog that gives the focus back to where it was.
import { Drawer as Panel } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/language';
import { SHELL } from '../texts/shell';

interface DrawerProps {
  title: ReactNode;
  onClose: () => void;
  /** Something is typed in it: it closes by its button only, not by Escape or a click beside it. */
  isKept?: boolean;
  /** Of a form with hints beside it. */
  isWide?: boolean;
  children: ReactNode;
}

export function Drawer({ title, onClose, isKept = false, isWide = false, children }: DrawerProps) {
  const { close } = useTexts(SHELL);
  return (
    <Panel
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': close }}
      closeOnEscape={!isKept}
      closeOnClickOutside={!isKept}
      {...(isWide && { size: 'min(960px, 100%)' })}
    >
      {children}
    </Panel>
  );
}
