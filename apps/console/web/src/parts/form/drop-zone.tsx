// Files of the vendor that fill the form: dropped anywhere on the page, or chosen.
import { Button, Group, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../../texts/language';
import { FORM } from '../../texts/form';
import type { FileDrop } from './descriptor';

interface DropZoneProps {
  drops: readonly FileDrop[];
  onFile: (file: File) => void;
  /** What the last file did. */
  said: string;
}

export const endingsOf = (drops: readonly FileDrop[]): string =>
  [...new Set(drops.map(({ ending }) => ending))].join(', ');

export function DropZone({ drops, onFile, said }: DropZoneProps) {
  const t = useTexts(FORM);
  const input = useRef<HTMLInputElement>(null);
  const isOver = useDropped(onFile);
  const endings = endingsOf(drops);
  return (
    <div className="form-drop" data-over={isOver}>
      <Group justify="space-between" gap="xs">
        <Text size="sm">{t.dropHere(endings)}</Text>
        <Button variant="default" size="xs" onClick={() => input.current?.click()}>
          {t.chooseFile}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          accept={endings}
          aria-label={t.chooseFile}
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            if (file !== undefined) onFile(file);
            currentTarget.value = '';
          }}
        />
      </Group>
      <Text size="sm" role="status" mt={said === '' ? 0 : 4}>
        {said}
      </Text>
    </div>
  );
}

/** Listens on the whole page while the form is shown, so that a file beside the form does not leave the page. */
function useDropped(onFile: (file: File) => void): boolean {
  const [isOver, setOver] = useState(false);
  const latest = useRef(onFile);
  useEffect(() => void (latest.current = onFile));
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file === undefined) return;
      event.preventDefault();
      latest.current(file);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return isOver;
}
