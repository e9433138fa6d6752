// What stands around an input, whichever kind it is: label, hint, problem, and whether it has to be there.
import { FORM } from '../../texts/form';
import { useLanguage, useTexts } from '../../texts/language';
import { idOf, useForm } from './context';
import { type Field, inLanguage } from './descriptor';

/** Label, hint and problem, as each input takes them. */
export function useFieldWords(field: Field) {
  const t = useTexts(FORM);
  const language = useLanguage();
  const { problems, kept } = useForm();
  const label = inLanguage(field.label, language);
  const isNeeded = field.required || field.onlyIf !== undefined;
  const hints = [
    inLanguage(field.hint, language),
    field.kind === 'json' ? t.json : '',
    field.kind === 'list' ? t.onePerLine : '',
    field.bindsTokens ? t.bindsTokens : '',
  ];
  return {
    id: idOf(field.name),
    label: isNeeded ? label : t.optional(label),
    description: hints.filter(Boolean).join(' '),
    error: problems[field.name],
    // What is saved already may stay, so that nothing of a credential has to be entered again.
    withAsterisk: isNeeded && (field.part === 'settings' || kept === undefined),
  };
}
