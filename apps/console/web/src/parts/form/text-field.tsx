// A text that may be seen. Blanks and line ends around what is pasted are taken away, and it is said.
import { Textarea, TextInput } from '@mantine/core';
import { type ClipboardEvent, useState } from 'react';
import { useTexts } from '../../texts/language';
import { FORM } from '../../texts/form';
import { useForm } from './context';
import type { Field } from './descriptor';
import { useFieldWords } from './field-words';
import { Trimmed } from './trimmed';

export function TextField({ field }: { field: Field }) {
  const t = useTexts(FORM);
  const { entries, enter, paste } = useForm();
  const [isTrimmed, setTrimmed] = useState(false);
  const entry = entries[field.name];
  const value = typeof entry === 'string' ? entry : '';
  const words = {
    ...useFieldWords(field),
    value,
    placeholder: field.example === undefined ? undefined : t.example(wordOf(field.example)),
    autoComplete: 'off',
    spellCheck: false,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => {
      setTrimmed(false);
      enter(field.name, currentTarget.value);
    },
    onPaste: (event: ClipboardEvent) => {
      const text = event.clipboardData.getData('text');
      if (paste(text)) return event.preventDefault();
      // What the paste leaves around it is taken away when the field is left.
      setTrimmed(text !== text.trim());
    },
    onBlur: () => {
      if (value === value.trim()) return;
      setTrimmed(true);
      enter(field.name, value.trim());
    },
  };
  return (
    <>
      {field.kind === 'text' ? (
        <TextInput {...words} />
      ) : (
        <Textarea {...words} rows={field.kind === 'json' ? 4 : 3} />
      )}
      {isTrimmed && <Trimmed />}
    </>
  );
}

const wordOf = (example: unknown): string =>
  typeof example === 'string' ? example : JSON.stringify(example);
