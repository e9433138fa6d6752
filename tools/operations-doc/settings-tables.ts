// The settings of all services → tables in Markdown. Pure. A setting that several services have alike is told once, with their names.
import type { Field, Fields } from '@offline-push/service-kit';

interface Row {
  readonly name: string;
  readonly field: Field<unknown>;
  readonly services: string[];
}

/** `programs`: who reads which settings, in the order of the tables. */
export function settingsTables(programs: Readonly<Record<string, Fields>>): string {
  const rows = rowsOf(programs);
  const shared = rows.filter(({ services }) => services.length > 1);
  const own = Object.keys(programs).map((program) => ({
    title: `Of ${program}`,
    rows: rows.filter(({ services }) => services.length === 1 && services[0] === program),
  }));
  return [{ title: 'Of several', rows: shared }, ...own]
    .filter(({ rows }) => rows.length > 0)
    .map(({ title, rows }) => `#### ${title}\n\n${tableOf(rows, title === 'Of several')}`)
    .join('\n\n');
}

function rowsOf(programs: Readonly<Record<string, Fields>>): Row[] {
  const rows = new Map<string, Row>();
  for (const [program, fields] of Object.entries(programs))
    for (const [name, field] of Object.entries(fields)) {
      const key = `${name} ${field.says}`;
      const row = rows.get(key) ?? { name, field, services: [] };
      row.services.push(program);
      rows.set(key, row);
    }
  return [...rows.values()];
}

function tableOf(rows: readonly Row[], withServices: boolean): string {
  const header = ['Setting', 'Default', 'Must be', 'What it says', ...(withServices ? ['Read by'] : [])];
  const lines = rows.map(({ name, field, services }) => [
    `\`${name}\``,
    defaultOf(field),
    field.rule,
    field.says,
    ...(withServices ? [services.join(', ')] : []),
  ]);
  return [header, header.map(() => '---'), ...lines]
    .map((cells) => `| ${cells.map(cell).join(' | ')} |`)
    .join('\n');
}

function defaultOf({ default: value, isOptional, isSecret }: Field<unknown>): string {
  if (value === undefined) return isOptional ? 'absent' : `**required**${isSecret ? ', secret' : ''}`;
  const text = Array.isArray(value) ? value.join(',') : String(value);
  return text === '' ? 'empty' : `\`${text}\``;
}

const cell = (text: string): string => text.replaceAll(/(?<!\*)([|*])(?!\*)/g, '\\$1').replaceAll('\n', ' ');
