// Brings what was asked for into view, at once or as soon as it is there: the checks stand below the fold of the page.
import { useMemo, useRef } from 'react';

export function useBroughtIn() {
  const element = useRef<HTMLElement>(null);
  const isAsked = useRef(false);
  return useMemo(() => {
    const bring = (): void => {
      isAsked.current = false;
      element.current?.scrollIntoView({ block: 'start' });
    };
    return {
      /** Of the element that is to be seen. */
      ref: (now: HTMLElement | null): void => {
        element.current = now;
        if (now !== null && isAsked.current) bring();
      },
      ask: (): void => {
        isAsked.current = true;
        if (element.current !== null) bring();
      },
    };
  }, []);
}
