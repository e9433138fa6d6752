// The fields of a form: those that most need, and the others folded away. Who holds the form decides what is done with them.
import { Stack } from '@mantine/core';
import { useLanguage, useTexts } from '../../texts/language';
import { FORM } from '../../texts/form';
import { useState } from 'react';
import { FormContext, type FormState } from './context';
import { inLanguage, isAsked } from './descriptor';
import { DropZone, endingsOf } from './drop-zone';
import { fillsOfFile, fillsOfText } from './drops';
import { FormField } from './field';
import './form.css';

export function FormFields({ form }: { form: Omit<FormState, 'paste'> }) {
  const t = useTexts(FORM);
  const language = useLanguage();
  const [said, setSaid] = useState('');
  const { vendor, entries, problems } = form;
  const fill = (filled: Readonly<Record<string, string>>): void => {
    const fields = vendor.fields.filter(({ name }) => filled[name] !== undefined);
    for (const { name, isSecret } of fields)
      (isSecret ? form.secrets.fill : form.enter)(name, filled[name] ?? '');
    setSaid(t.filled(fields.map(({ label }) => inLanguage(label, language)).join(', ')));
  };
  const paste = (text: string): boolean => {
    const filled = fillsOfText(text, vendor.drops);
    if (filled !== undefined) fill(filled);
    return filled !== undefined;
  };
  const take = async (file: File): Promise<void> => {
    const filled = await fillsOfFile(file, vendor.drops);
    if (filled === undefined) setSaid(t.fillsNothing(endingsOf(vendor.drops)));
    else fill(filled);
  };
  const asked = vendor.fields.filter((field) => isAsked(field, entries));
  const usual = asked.filter(({ isUsual }) => isUsual);
  const others = asked.filter(({ isUsual }) => !isUsual);
  const isOpen = others.some(({ name }) => problems[name] !== undefined);
  return (
    <FormContext.Provider value={{ ...form, paste }}>
      <Stack gap="md">
        {vendor.drops.length > 0 && (
          <DropZone drops={vendor.drops} said={said} onFile={(file) => void take(file)} />
        )}
        {usual.map((field) => (
          <FormField key={field.name} field={field} />
        ))}
        {others.length > 0 && (
          <details className="form-more" {...(isOpen && { open: true })}>
            <summary>{t.more(others.length)}</summary>
            <Stack gap="md" mt="xs">
              {others.map((field) => (
                <FormField key={field.name} field={field} />
              ))}
            </Stack>
          </details>
        )}
      </Stack>
    </FormContext.Provider>
  );
}
