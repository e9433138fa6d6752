// The unknown fields of a message. They were ignored, but the sender meant something by them. Pure.
import { closestTo } from '@offline-push/arguments';
import { messageSent, unknownFieldsOf } from '@offline-push/contracts';
import { CATALOG } from '@offline-push/vendors/catalog';
import { act } from '../words';

export function strangeFieldsIn(message: object): string[] {
  const unknown = unknownFieldsOf(messageSent, message) ?? [];
  return [
    ...unknown.map((path) => path.split('.')).map((path) => meant(path, namesAt(path.slice(0, -1)))),
    ...strangeVendorsIn(message).map((id) => meant(['push', 'vendors', id], VENDOR_IDS)),
  ];
}

const VENDOR_IDS = CATALOG.map(({ id }) => id);

/** The options of an unknown vendor are ignored, too. The record may be anything. */
function strangeVendorsIn(message: { push?: { vendors?: unknown } | null }): string[] {
  const vendors = message.push?.vendors;
  const isRecord = typeof vendors === 'object' && vendors !== null && !Array.isArray(vendors);
  return isRecord ? Object.keys(vendors).filter((id) => !VENDOR_IDS.includes(id)) : [];
}

function meant(path: readonly string[], names: readonly string[]): string {
  const close = closestTo(path.at(-1) ?? '', names);
  return `${path.join('.')}${close === undefined ? '' : ` (did you mean ${[...path.slice(0, -1), close].join('.')}?)`}`;
}

export const strangersOf = (fields: readonly string[]): string =>
  `nobody knows the field ${fields.join(', ')} of this message, so it was ignored.${act({ who: 'core', toDo: 'Correct its name; docs/topics.md has all fields, docs/vendor-options.md those of the vendors.' })}`;

interface Fields {
  properties?: { [name: string]: Fields };
}

function namesAt(path: readonly string[]): string[] {
  let at: Fields | undefined = messageSent.schema as Fields;
  for (const part of path) at = at?.properties?.[part];
  return Object.keys(at?.properties ?? {});
}
