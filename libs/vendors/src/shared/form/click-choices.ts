// The choices of a tap for programs that draw a form: what each does, and the field that it needs. Rules are the schema's.
import type { TSchema } from '@sinclair/typebox';
import { type Words, words } from './form-words';

export interface ClickChoice {
  /** As in the settings: open-app, open-url, open-page. */
  readonly action: string;
  readonly label: Words;
  /** Absent: it needs none. */
  readonly field?: {
    readonly name: string;
    readonly label: Words;
    readonly hint: Words;
    readonly example: string;
  };
}

const LABELS: Readonly<Record<string, Words>> = {
  'open-app': words(['Open app', '打开应用']),
  'open-url': words(['Open URL', '打开网页']),
  'open-page': words(['Open page', '打开指定页面']),
};
const FIELDS: Readonly<Record<string, { label: Words; hintZh: string; example: string }>> = {
  url: {
    label: words(['URL', '网址']),
    hintZh: '以 http:// 或 https:// 开头。',
    example: 'https://example.com/chat',
  },
  page: {
    label: words(['Page (intent URI)', '页面（intent URI）']),
    hintZh: 'Android intent URI：intent:#Intent;…;end',
    example: 'intent:#Intent;component=com.example.im/.ChatActivity;end',
  },
};

/** Undefined: the field is no tap. */
export function clickChoicesOf(schema: TSchema): ClickChoice[] | undefined {
  const variants = (schema['anyOf'] ?? []) as TSchema[];
  const isClick = variants.length > 0 && variants.every((one) => actionOf(one) !== undefined);
  return isClick ? variants.map(choiceOf) : undefined;
}

const propertiesOf = (schema: TSchema) => (schema['properties'] ?? {}) as Record<string, TSchema>;
const actionOf = (variant: TSchema): string | undefined =>
  propertiesOf(variant)['action']?.['const'] as string | undefined;

function choiceOf(variant: TSchema): ClickChoice {
  const action = actionOf(variant) ?? '';
  const label = LABELS[action] ?? { en: action, zh: action };
  const [entry] = Object.entries(propertiesOf(variant)).filter(([name]) => name !== 'action');
  if (entry === undefined) return { action, label };
  const [name, schema] = entry;
  const known = FIELDS[name] ?? {
    label: { en: name, zh: name },
    hintZh: schema.description ?? '',
    example: '',
  };
  const hint = { en: schema.description ?? '', zh: known.hintZh };
  return { action, label, field: { name, label: known.label, hint, example: known.example } };
}
