// What a person chose for this browser. Kept here only: nothing of it is a secret, and no page depends on it.
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { type Language, languageFor, LANGUAGES, TAGS } from '../texts/language';

export const DENSITIES = ['compact', 'normal', 'comfortable'] as const;
export const SCHEMES = ['auto', 'light', 'dark'] as const;

export interface Preferences {
  readonly language: Language;
  /** An IANA zone; `browser`: that of the browser. */
  readonly zone: string;
  readonly scheme: (typeof SCHEMES)[number];
  readonly density: (typeof DENSITIES)[number];
  /** WCAG 2.1.4: shortcuts of one key can be switched off. */
  readonly hasSingleKeys: boolean;
}

interface Chosen extends Preferences {
  choose(some: Partial<Preferences>): void;
}

const PLACE = 'offline-push.preferences';
const PreferencesContext = createContext<Chosen | undefined>(undefined);

export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [preferences, setPreferences] = useState(remembered);
  const choose = useCallback((some: Partial<Preferences>) => {
    setPreferences((before) => {
      const after = { ...before, ...some };
      localStorage.setItem(PLACE, JSON.stringify(after));
      return after;
    });
  }, []);
  useEffect(() => {
    document.documentElement.lang = TAGS[preferences.language];
    document.documentElement.dataset['density'] = preferences.density;
  }, [preferences]);
  const chosen = useMemo(() => ({ ...preferences, choose }), [preferences, choose]);
  return <PreferencesContext.Provider value={chosen}>{children}</PreferencesContext.Provider>;
}

export function usePreferences(): Chosen {
  const chosen = useContext(PreferencesContext);
  if (chosen === undefined) throw new Error('There is no PreferencesProvider above');
  return chosen;
}

/** A zone's IANA name. */
export const useZone = (): string => {
  const { zone } = usePreferences();
  return zone === 'browser' ? Intl.DateTimeFormat().resolvedOptions().timeZone : zone;
};

function remembered(): Preferences {
  const before = {
    language: languageFor(navigator.languages),
    zone: 'browser',
    scheme: 'auto',
    density: 'normal',
    hasSingleKeys: true,
  } as const;
  return { ...before, ...known(localStorage.getItem(PLACE)) };
}

/** Only what is one of the choices of today. */
function known(text: string | null): Partial<Preferences> {
  let kept: Record<string, unknown>;
  try {
    kept = JSON.parse(text ?? '{}') as Record<string, unknown>;
  } catch {
    return {};
  }
  const oneOf = <T,>(name: string, choices: readonly T[]): object =>
    choices.includes(kept[name] as T) ? { [name]: kept[name] } : {};
  return {
    ...oneOf('language', LANGUAGES),
    ...oneOf('scheme', SCHEMES),
    ...oneOf('density', DENSITIES),
    ...oneOf('hasSingleKeys', [true, false]),
    ...oneOf('zone', ['browser', ...Intl.supportedValuesOf('timeZone'), 'UTC']),
  };
}
