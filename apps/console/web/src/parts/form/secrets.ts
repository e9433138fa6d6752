// Secrets while they are typed. They live in their input elements only: React would write the value of a controlled input into the DOM,
// where a screenshot of the page's source would show it. Gone with the element.
import { useRef, useState } from 'react';

type Element = HTMLInputElement | HTMLTextAreaElement;

export interface Secrets {
  /** For the `ref` of the field's element. */
  readonly ref: (name: string) => (element: Element | null) => void;
  readonly valueOf: (name: string) => string;
  /** Puts a value there, also before the field is shown. */
  readonly fill: (name: string, value: string) => void;
  /** To be called after typing, so that hints look again. */
  readonly touch: () => void;
}

export function useSecrets(): Secrets {
  const elements = useRef(new Map<string, Element>());
  const waiting = useRef(new Map<string, string>());
  const refs = useRef(new Map<string, (element: Element | null) => void>());
  const [, setTouched] = useState(0);
  const touch = () => setTouched((count) => count + 1);
  const attach = (name: string) => (element: Element | null) => {
    if (element === null) return void elements.current.delete(name);
    elements.current.set(name, element);
    const value = waiting.current.get(name);
    if (value === undefined) return;
    element.value = value;
    waiting.current.delete(name);
  };
  return {
    ref: (name) => {
      const known = refs.current.get(name) ?? attach(name);
      refs.current.set(name, known);
      return known;
    },
    valueOf: (name) => elements.current.get(name)?.value ?? '',
    fill: (name, value) => {
      const element = elements.current.get(name);
      if (element === undefined) waiting.current.set(name, value);
      else element.value = value;
      touch();
    },
    touch,
  };
}
