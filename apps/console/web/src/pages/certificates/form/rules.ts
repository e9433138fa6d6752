// The rules of the service in the language of the screen. It says them in English, with the description of the field behind some; in
// Chinese the field's own hint stands for that.
import type { Vendor } from '../../../parts/form/descriptor';
import { fieldOfPointer } from '../../../parts/form/assemble';
import { FORM } from '../../../texts/form';
import type { Language } from '../../../texts/language';

export function ruleIn(rule: string, vendor: Vendor, pointer: string, language: Language): string {
  const field = vendor.fields.find(({ name }) => name === fieldOfPointer(vendor, pointer));
  // The hint stands above the input already.
  if (language === 'en') return field === undefined ? rule : rule.replace(`. ${field.hint.en}`, '.');
  const { rules } = FORM[language];
  if (rule.startsWith('is missing')) return rules.missing;
  if (rule.startsWith('must be JSON')) return rules.json;
  if (rule.startsWith('does not have the right form'))
    return [rules.form, hintOf(field, pointer)].filter(Boolean).join('：');
  return rules.other(rule);
}

function hintOf(field: Vendor['fields'][number] | undefined, pointer: string): string | undefined {
  const inner = field?.clicks?.find(
    ({ field: needed }) => needed && pointer.endsWith(`/${needed.name}`),
  )?.field;
  return inner?.hint.zh ?? field?.hint.zh;
}
