// From what was entered to the parts of a request, and from its refusals back to the fields. Pure.
import { type Entries, type Entry, type Field, isAsked, isClick, type Vendor } from './descriptor';

export interface Parts {
  readonly settings: Record<string, unknown>;
  /** The secret part as far as it was entered. */
  readonly credential: Record<string, unknown>;
  /** Field → the rule that it breaks, found here: a text that is no JSON. */
  readonly problems: Readonly<Record<string, string>>;
}

/** @param secretOf what stands in the input of a secret. */
export function partsOf(vendor: Vendor, entries: Entries, secretOf: (name: string) => string): Parts {
  const parts: Parts = { settings: {}, credential: {}, problems: {} };
  for (const field of vendor.fields) {
    if (field.kind === 'fixed') {
      if (field.required) parts[field.part][field.name] = field.value;
      continue;
    }
    if (!isAsked(field, entries)) continue;
    const entry = field.isSecret ? secretOf(field.name) : entries[field.name];
    const value = valueOf(field, entry, parts.problems as Record<string, string>);
    if (value !== undefined) parts[field.part][field.name] = value;
  }
  return parts;
}

function valueOf(field: Field, entry: Entry | undefined, problems: Record<string, string>): unknown {
  if (isClick(entry)) {
    const name = field.clicks?.find(({ action }) => action === entry.action)?.field?.name;
    return { action: entry.action, ...(name !== undefined && { [name]: entry.value.trim() }) };
  }
  if (typeof entry === 'boolean') return entry || undefined;
  const text = entry?.trim() ?? '';
  if (text === '') return undefined;
  switch (field.kind) {
    case 'choice':
      return field.choices?.find(({ value }) => String(value) === text)?.value;
    case 'list':
      return text.split(/[\s,]+/u);
    case 'json':
      return jsonOf(field.name, text, problems);
    default:
      return text;
  }
}

function jsonOf(name: string, text: string, problems: Record<string, string>): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    problems[name] = 'must be JSON';
    return undefined;
  }
}

/** What stands in the form at first: the saved settings, else what most want. */
export function entriesOf(vendor: Vendor, settings: Readonly<Record<string, unknown>> | undefined): Entries {
  return Object.fromEntries(
    vendor.fields
      .filter(({ isSecret, kind }) => !isSecret && kind !== 'fixed')
      .map((field) => [
        field.name,
        entryOf(field, field.part === 'settings' ? settings?.[field.name] : undefined),
      ]),
  );
}

function entryOf(field: Field, saved: unknown): Entry {
  switch (field.kind) {
    case 'click': {
      const { action = field.clicks?.[0]?.action ?? '', ...rest } = (saved ?? {}) as Record<string, string>;
      return { action, value: Object.values(rest)[0] ?? '' };
    }
    case 'switch':
      return saved === true;
    case 'choice':
      // A form that cannot be without one begins with the first, as the vendor lists them.
      return saved === undefined
        ? String((field.required && field.choices?.[0]?.value) || '')
        : String(saved);
    case 'list':
      return ((saved ?? []) as string[]).join('\n');
    case 'json':
      return saved === undefined ? '' : JSON.stringify(saved, null, 2);
    default:
      return typeof saved === 'string' ? saved : '';
  }
}

/** The field that a problem of the service is about: `/settings/click/url` → `click`. Undefined: of none, or of the whole. */
export function fieldOfPointer(vendor: Vendor, pointer: string): string | undefined {
  const segments = pointer.split('/').filter(Boolean);
  if (segments[0] === 'name') return 'name';
  return segments.find((segment) => vendor.fields.some(({ name }) => name === segment));
}
