// Something that is folded until it is wanted.
import type { ReactNode } from 'react';
import './story.css';

interface FoldProps {
  title: ReactNode;
  isOpen?: boolean;
  onToggle?: (isOpen: boolean) => void;
  children: ReactNode;
}

export const Fold = ({ title, isOpen, onToggle, children }: FoldProps) => (
  <details
    className="fold"
    open={isOpen}
    onToggle={onToggle && ((event) => onToggle(event.currentTarget.open))}
  >
    <summary>{title}</summary>
    <div>{children}</div>
  </details>
);
