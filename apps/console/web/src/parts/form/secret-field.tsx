// A secret: its value is in its element and nowhere else (secrets.ts). Of a saved one only who set it, when, and its fingerprint are shown.
import { PasswordInput, Textarea } from '@mantine/core';
import { type ClipboardEvent, useState } from 'react';
import { useTexts } from '../../texts/language';
import { FORM } from '../../texts/form';
import { useForm } from './context';
import type { Field } from './descriptor';
import { useFieldWords } from './field-words';
import { Trimmed } from './trimmed';

export function SecretField({ field }: { field: Field }) {
  const t = useTexts(FORM);
  const { secrets, kept, paste } = useForm();
  const [isTrimmed, setTrimmed] = useState(false);
  const { name, kind } = field;
  const isLong = kind !== 'text';
  const words = {
    ...useFieldWords(field),
    ref: secrets.ref(name),
    placeholder: kept,
    autoComplete: 'new-password',
    spellCheck: false,
    onChange: () => {
      setTrimmed(false);
      secrets.touch();
    },
    onPaste: (event: ClipboardEvent) => {
      const text = event.clipboardData.getData('text');
      if (paste(text)) return event.preventDefault();
      setTrimmed(text !== text.trim());
    },
    onBlur: () => {
      const value = secrets.valueOf(name);
      if (value === value.trim()) return;
      secrets.fill(name, value.trim());
      setTrimmed(true);
    },
  };
  const length = secrets.valueOf(name).length;
  return (
    <>
      {isLong ? (
        <Textarea {...words} className="form-secret-lines" rows={4} />
      ) : (
        <PasswordInput {...words} visibilityToggleButtonProps={{ 'aria-label': t.show, tabIndex: 0 }} />
      )}
      {isLong && length > 0 && (
        <p className="form-note" data-tone="plain">
          {t.characters(length)}
        </p>
      )}
      {isTrimmed && <Trimmed />}
    </>
  );
}
