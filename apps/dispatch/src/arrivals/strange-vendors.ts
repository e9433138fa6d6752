// Options for a vendor that nobody knows, as a misspelt `push.vendors.xiomi`: of the services only dispatch can tell. Pure.
import type { PushAddressed } from '@offline-push/contracts';
import { entryNamed } from '@offline-push/vendors/catalog';

/** Where they stand in the message. A newer release may know the vendor, so the push goes without them. */
export const strangeVendorsIn = ({ content }: Pick<PushAddressed, 'content'>): string[] =>
  Object.keys(content.vendors ?? {})
    .filter((id) => entryNamed(id) === undefined)
    .map((id) => `push.vendors.${id}`);

/** The notes of the message, with what was left out for its vendor's name. Undefined: there are none. */
export function notesOf(event: Pick<PushAddressed, 'content' | 'notes'>): readonly string[] | undefined {
  const strange = strangeVendorsIn(event).map((field) => `${field}: left out, no vendor has this id`);
  return strange.length === 0 ? event.notes : [...(event.notes ?? []), ...strange];
}
