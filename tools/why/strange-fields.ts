// Fields of a message that nobody knows: they were ignored, and the sender meant something by them. Pure.
import { closestTo } from '@offline-push/arguments';
import { messageSent, unknownFieldsOf } from '@offline-push/contracts';
import { act } from './words';

export function strangeFieldsIn(message: object): string[] {
  return (unknownFieldsOf(messageSent, message) ?? []).map((path) => {
    const parts = path.split('.');
    const close = closestTo(parts.at(-1) ?? '', namesAt(parts.slice(0, -1)));
    return close === undefined ? path : `${path} (did you mean ${[...parts.slice(0, -1), close].join('.')}?)`;
  });
}

export const strangersOf = (fields: readonly string[]): string =>
  `nobody knows the field ${fields.join(', ')} of this message, so it was ignored.${act({ who: 'core', toDo: 'Correct its name; docs/topics.md has all fields.' })}`;

interface Fields {
  properties?: { [name: string]: Fields };
}

function namesAt(path: readonly string[]): string[] {
  let at: Fields | undefined = messageSent.schema as Fields;
  for (const part of path) at = at?.properties?.[part];
  return Object.keys(at?.properties ?? {});
}
