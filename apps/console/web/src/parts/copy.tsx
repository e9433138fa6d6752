// Copies a text, and says so to everyone, also to those who hear the page.
import { Button, CopyButton as Copier } from '@mantine/core';
import { useTexts } from '../texts/language';
import { PARTS } from '../texts/parts';
import { announce } from './announce';

interface CopyProps {
  text: string;
  /** Absent: "Copy". */
  label?: string;
}

export function Copy({ text, label }: CopyProps) {
  const t = useTexts(PARTS);
  return (
    <Copier value={text}>
      {({ copied, copy }) => (
        <Button
          variant="default"
          size="xs"
          onClick={() => {
            copy();
            announce(t.copied);
          }}
        >
          {copied ? t.copied : (label ?? t.copy)}
        </Button>
      )}
    </Copier>
  );
}
