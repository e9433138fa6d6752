// One field of a form, by its kind: label, hint, where it is found, what is wrong with it, and what it looks like.
import { Checkbox, NativeSelect } from '@mantine/core';
import { useLanguage, useTexts } from '../../texts/language';
import { FORM } from '../../texts/form';
import { ClickField } from './click-field';
import { textIn, useForm } from './context';
import { type Field, inLanguage, isAsked } from './descriptor';
import { useFieldWords } from './field-words';
import { lookOf } from './looks';
import { SecretField } from './secret-field';
import { TextField } from './text-field';

export function FormField({ field }: { field: Field }) {
  const { entries } = useForm();
  if (!isAsked(field, entries)) return null;
  return (
    <div data-field={field.name}>
      <Input field={field} />
      <Look field={field} />
      {field.kind !== 'click' && <Where field={field} />}
    </div>
  );
}

function Input({ field }: { field: Field }) {
  switch (field.kind) {
    case 'click':
      return <ClickField field={field} />;
    case 'choice':
      return <ChoiceField field={field} />;
    case 'switch':
      return <SwitchField field={field} />;
    default:
      return field.isSecret ? <SecretField field={field} /> : <TextField field={field} />;
  }
}

function ChoiceField({ field }: { field: Field }) {
  const t = useTexts(FORM);
  const language = useLanguage();
  const { entries, enter } = useForm();
  const choices = (field.choices ?? []).map(({ value, label }) => ({
    value: String(value),
    label: inLanguage(label, language),
  }));
  const entry = entries[field.name];
  const isOpen = !field.required || entry === '';
  return (
    <NativeSelect
      {...useFieldWords(field)}
      value={typeof entry === 'string' ? entry : ''}
      data={isOpen ? [{ value: '', label: t.notSet }, ...choices] : choices}
      onChange={(event) => enter(field.name, event.currentTarget.value)}
    />
  );
}

function SwitchField({ field }: { field: Field }) {
  const { entries, enter } = useForm();
  const { id, label, description, error } = useFieldWords(field);
  return (
    <Checkbox
      {...{ id, label, description, error }}
      checked={entries[field.name] === true}
      onChange={(event) => enter(field.name, event.currentTarget.checked)}
    />
  );
}

/** Said to whoever types it; it refuses nothing. */
function Look({ field }: { field: Field }) {
  const t = useTexts(FORM);
  const language = useLanguage();
  const form = useForm();
  const look = lookOf(form.vendor, field, (one) => textIn(form, one));
  if (look === undefined) return null;
  const says =
    look.is === 'known'
      ? inLanguage(look.says, language)
      : (look.is === 'same' ? t.isSame : t.isLike)(inLanguage(look.label, language));
  return (
    <p className="form-note" data-tone="warning" role="status">
      ◷ {t.warning} {says}
    </p>
  );
}

const LINK = /(https:\/\/[^\s,，；;]+)/u;

function Where({ field }: { field: Field }) {
  const t = useTexts(FORM);
  const where = inLanguage(field.where, useLanguage());
  return (
    <details className="form-where">
      <summary>{t.where}</summary>
      <p>
        {where.split(LINK).map((part, at) =>
          LINK.test(part) ? (
            <a key={at} href={part} target="_blank" rel="noreferrer">
              {part}
            </a>
          ) : (
            part
          ),
        )}
      </p>
    </details>
  );
}
