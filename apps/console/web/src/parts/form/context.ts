// What the fields of one form share.
import { createContext, useContext } from 'react';
import type { Entries, Entry, Field, Vendor } from './descriptor';
import type { Secrets } from './secrets';

export interface FormState {
  readonly vendor: Vendor;
  readonly entries: Entries;
  readonly secrets: Secrets;
  /** Field → the rule that it breaks, in the person's language. */
  readonly problems: Readonly<Record<string, string>>;
  /** Of a saved credential: what stands in an empty field of it. Undefined: nothing is saved yet. */
  readonly kept: string | undefined;
  readonly enter: (name: string, entry: Entry) => void;
  /** A text was pasted. True: it filled the form, and is not to be pasted. */
  readonly paste: (text: string) => boolean;
}

export const FormContext = createContext<FormState | undefined>(undefined);

export function useForm(): FormState {
  const form = useContext(FormContext);
  if (form === undefined) throw new Error('There is no form above');
  return form;
}

export const idOf = (name: string): string => `field-${name}`;

/** What stands in a field at the moment, as text. */
export const textIn = ({ entries, secrets }: FormState, { name, isSecret }: Field): string => {
  const entry = isSecret ? secrets.valueOf(name) : entries[name];
  return typeof entry === 'string' ? entry.trim() : '';
};
