// What a tap does: one radio for each choice, and the field that the chosen one needs.
import { Radio, Stack, TextInput } from '@mantine/core';
import { useLanguage, useTexts } from '../../texts/language';
import { FORM } from '../../texts/form';
import { idOf, useForm } from './context';
import { type Field, inLanguage, isClick } from './descriptor';
import { useFieldWords } from './field-words';

export function ClickField({ field }: { field: Field }) {
  const t = useTexts(FORM);
  const language = useLanguage();
  const { entries, enter } = useForm();
  const { id, error, label, description, withAsterisk } = useFieldWords(field);
  const entry = entries[field.name];
  const chosen = isClick(entry) ? entry : { action: '', value: '' };
  const needed = field.clicks?.find(({ action }) => action === chosen.action)?.field;
  return (
    <Stack gap="xs">
      <Radio.Group
        {...{ label, description, withAsterisk }}
        {...(needed === undefined && { error })}
        name={field.name}
        value={chosen.action}
        onChange={(action) => enter(field.name, { action, value: '' })}
      >
        <Stack gap={6} mt="xs">
          {field.clicks?.map((choice) => (
            <Radio
              key={choice.action}
              id={`${id}-${choice.action}`}
              value={choice.action}
              label={inLanguage(choice.label, language)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {needed && (
        <TextInput
          id={idOf(field.name)}
          label={inLanguage(needed.label, language)}
          description={inLanguage(needed.hint, language)}
          placeholder={t.example(needed.example)}
          error={error}
          value={chosen.value}
          autoComplete="off"
          spellCheck={false}
          withAsterisk
          onChange={(event) => enter(field.name, { ...chosen, value: event.currentTarget.value })}
        />
      )}
    </Stack>
  );
}
